import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';
import { Clock } from './clock';
import { HealthChecks, HealthController } from './health.controller';
import { loggerParams } from './logging';
import { ProblemFilter } from './problem-filter';

export interface PlatformOptions {
  /** The service's name as in its queues and in the `source` of its messages. */
  readonly service: string;
  readonly logLevel: string;
}

/** What every service has: logs, health checks, metrics, problem details. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot(loggerParams(options)), TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [Clock, HealthChecks, { provide: APP_FILTER, useClass: ProblemFilter }],
      exports: [Clock, HealthChecks],
    };
  }
}
