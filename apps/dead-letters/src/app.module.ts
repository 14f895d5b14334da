import { connectTransport, MessagingModule, messagingTables } from '@ellity/messaging';
import {
  DatabaseModule,
  type DatabaseOptions,
  PlatformModule,
  RequestKeys1797630000000,
  SecretBox,
  type ServiceDefinition,
} from '@ellity/platform';
import { RunsModule } from '@ellity/runs';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ActionsModule } from './actions/actions.module';
import { type Config, configToken, readConfig } from './config';
import { DrainModule } from './drain/drain.module';
import { migrations as ownMigrations } from './migrations';
import { LettersModule } from './letters/letters.module';
import { PeopleModule } from './people/people.module';
import { QueuesModule } from './queues/queues.module';
import { ReplaysModule } from './replays/replays.module';
import { ViewsModule } from './views/views.module';

const service = 'dead-letters';

export const migrations = [...messagingTables, RequestKeys1797630000000, ...ownMigrations];

const databaseOf = (config: Config): DatabaseOptions => ({
  ...config.database,
  service,
  entities: [],
  migrations,
});

@Module({})
class ConfigurationModule {}

/** A room may use what those it names export, and they come before it. */
const room = (module: Type, ...imports: readonly DynamicModule[]): DynamicModule => ({
  module,
  imports: [...imports],
});

/** Keeps every dead letter, shows it, and brings it back. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const configuration: DynamicModule = {
      module: ConfigurationModule,
      providers: [{ provide: configToken, useValue: config }],
      exports: [configToken],
    };
    const { redis, secretKeys } = config;
    const runs = RunsModule.forRoot({ redis, secretKeys, ...config.runs });
    const letters = room(LettersModule, configuration);
    const actions = room(ActionsModule, configuration, runs, letters);
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service, logLevel: config.logLevel, ...config.chassis }),
        DatabaseModule.forRoot(databaseOf(config)),
        MessagingModule.forRoot(config.messaging),
        ...[
          letters,
          room(DrainModule, configuration, letters),
          room(QueuesModule, configuration),
          room(ViewsModule, configuration, runs, letters),
          actions,
          room(ReplaysModule, configuration, runs, letters, actions),
          room(PeopleModule, letters),
        ],
      ],
    };
  }
}

export const definition: ServiceDefinition<Config> = {
  service,
  description:
    'Keeps what could not be delivered: found, understood, mended, sent back; every action with who, when and why.',
  config: readConfig,
  module: (config) => AppModule.with(config),
  database: databaseOf,
  requestSecrets: ({ secretKeys }) => new SecretBox(secretKeys),
  connect: connectTransport,
};
