import { HealthChecks } from '@ellity/platform';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { MessagingOptions } from './options';
import { PreviewController } from './preview.controller';
import { Transactions } from './outbox/transaction';
import { RabbitTransport } from './transport/rabbit-transport';

/** Gives a service its transactions, its outbox and its transport. Needs the service's `DataSource`. */
@Global()
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      controllers: [PreviewController],
      providers: [
        {
          provide: Transactions,
          inject: [DataSource],
          useFactory: (dataSource: DataSource) => new Transactions(dataSource, options.service),
        },
        {
          provide: RabbitTransport,
          inject: [DataSource, Transactions, HealthChecks, ModulesContainer],
          useFactory: (
            dataSource: DataSource,
            transactions: Transactions,
            checks: HealthChecks,
            modules: ModulesContainer,
          ) => new RabbitTransport(options, dataSource, transactions, checks, modules),
        },
      ],
      exports: [Transactions, RabbitTransport],
    };
  }
}
