import { connectTransport, MessagingModule, messagingTables } from '@ellity/messaging';
import {
  answerDirectly,
  DatabaseModule,
  type DatabaseOptions,
  PlatformModule,
  RequestKeys1797630000000,
  type ServiceDefinition,
} from '@ellity/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { AddressesController } from './addresses/addresses.controller';
import { AddressesService } from './addresses/addresses.service';
import { type Config, hookOptionsToken, readConfig, retentionOptionsToken } from './config';
import { migrations as ownMigrations } from './migrations';
import { type DirectReceivers, directHooks } from './intake/direct-hooks';
import { IntakeService } from './intake/intake.service';
import { NoticesController } from './intake/notices.controller';
import { bodyReaders, type BodyReaders, NoticesService } from './intake/notices.service';
import { OpenNoticesService } from './intake/open-notices.service';
import { PersonFileController } from './people/person-file.controller';
import { PersonFileService } from './people/person-file.service';
import { RetentionService } from './people/retention.service';
import { SettlementsHandlers } from './intake/settlements.handlers';
import { SettlementsService } from './intake/settlements.service';
import { EcomailHooksController } from './sources/ecomail/ecomail-hooks.controller';
import { ErasuresHandlers } from './sources/ecomail/erasures.handlers';
import { ErasuresService } from './sources/ecomail/erasures.service';
import { ecomailTranslation } from './sources/ecomail/translation';
import { VerdictsHandlers } from './sources/ecomail/verdicts.handlers';
import { VerdictsService } from './sources/ecomail/verdicts.service';
import { reportTranslation } from './sources/standard-webhooks/translation';
import { StandardWebhooksController } from './sources/standard-webhooks/standard-webhooks.controller';

const service = 'webhook-gateway';

export const migrations = [...messagingTables, RequestKeys1797630000000, ...ownMigrations];

const readers: BodyReaders = { ecomail: ecomailTranslation, 'standard-webhooks': reportTranslation };

const databaseOf = (config: Config): DatabaseOptions => ({
  ...config.database,
  service,
  entities: [],
  migrations,
});

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service, logLevel: config.logLevel, ...config.chassis }),
        DatabaseModule.forRoot(databaseOf(config)),
        MessagingModule.forRoot(config.messaging),
      ],
      controllers: [
        AddressesController,
        NoticesController,
        PersonFileController,
        EcomailHooksController,
        StandardWebhooksController,
        SettlementsHandlers,
        VerdictsHandlers,
        ErasuresHandlers,
      ],
      providers: [
        { provide: hookOptionsToken, useValue: config.hooks },
        { provide: retentionOptionsToken, useValue: config.retention },
        { provide: bodyReaders, useValue: readers },
        AddressesService,
        IntakeService,
        NoticesService,
        OpenNoticesService,
        SettlementsService,
        PersonFileService,
        RetentionService,
        VerdictsService,
        ErasuresService,
      ],
    };
  }
}

/** Foreign bodies are kept exactly as received, up to this size, whatever their content type says. */
const rawBodyBytesMax = 64 * 1024;

/** Notices are small: who needs longer for one holds a connection open for nothing. */
const requestTimeoutMs = 15_000;

/** The others are answered too, at the price of the ordinary way. */
const direct: DirectReceivers = {
  ecomail: EcomailHooksController,
  'standard-webhooks': StandardWebhooksController,
};

export const definition: ServiceDefinition<Config> = {
  service,
  description:
    'Takes notices from foreign services at secret addresses, has them verified, turns them into commands.',
  config: readConfig,
  module: (config) => AppModule.with(config),
  database: databaseOf,
  requestSecrets: ({ hooks }) => hooks.secretBox,
  rawBodies: { path: '/hooks/', limit: rawBodyBytesMax },
  requestTimeoutMs,
  before: (app) =>
    answerDirectly(
      app.getHttpServer(),
      directHooks(direct, rawBodyBytesMax, (type) => app.get(type)),
    ),
  connect: connectTransport,
};
