import { type DynamicModule, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type DatabaseOptions, dataSourceOptions } from './database-options';
import { HealthChecks } from '../health.controller';
import { connectMigrated } from './migrate';

@Injectable()
class DatabaseHealth implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checks: HealthChecks,
  ) {}

  onModuleInit(): void {
    this.checks.register('database', () => this.dataSource.query('select 1'));
  }
}

/** Connects, migrates (one process at a time), and registers a readiness check. Provides TypeORM's `DataSource`. */
@Module({})
export class DatabaseModule {
  static forRoot(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...dataSourceOptions(options), retryAttempts: 3, retryDelay: 1000 }),
          dataSourceFactory: () => connectMigrated(options),
        }),
      ],
      providers: [DatabaseHealth],
    };
  }
}
