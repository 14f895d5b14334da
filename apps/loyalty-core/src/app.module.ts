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
import { type DynamicModule, Module } from '@nestjs/common';
import { CommandsModule } from './commands/commands.module';
import { answerRefusedCommand } from './commands/refused-command';
import { type Config, readConfig } from './config';
import { CreditsModule } from './credits/credits.module';
import { CustomersModule } from './customers/customers.module';
import { ErasuresModule } from './erasures/erasures.module';
import { ExportsModule } from './exports/exports.module';
import { ImportsModule } from './imports/imports.module';
import { MailsModule } from './mails/mails.module';
import { ComingLapsesModule } from './lapses/coming-lapses.module';
import { migrations as ownMigrations } from './migrations';
import { NightsModule } from './nights/nights.module';
import { PersonFilesModule } from './person-files/person-files.module';
import { PinAccessModule } from './pin-access/pin-access.module';
import { PinsModule } from './pins/pins.module';
import { ProfilesModule } from './profiles/profiles.module';
import { RewardsModule } from './rewards/rewards.module';
import { ShopsModule } from './shops/shops.module';
import { SumsModule } from './sums/sums.module';

export const migrations = [...messagingTables, RequestKeys1797630000000, ...ownMigrations];

const service = 'loyalty-core';
/** Writing more to the broker in one go keeps live requests waiting while a night or an import tells of thousands. */
const publishedAtOnce = 200;

const databaseOf = (config: Config): DatabaseOptions => ({
  ...config.database,
  service,
  entities: [],
  migrations,
});

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const pins = PinsModule.with({
      ...config.pins,
      hashKey: config.rewards.hashKey,
      tokens: config.chassis?.tokens,
    });
    const customers = CustomersModule.with(pins);
    const credits = CreditsModule.with(customers);
    const {
      redis,
      pins: { secretKeys },
    } = config;
    const runs = RunsModule.forRoot({ redis, secretKeys, ...config.runs });
    const rewards = RewardsModule.with(config.rewards, customers, credits);
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service, logLevel: config.logLevel, ...config.chassis }),
        DatabaseModule.forRoot(databaseOf(config)),
        MessagingModule.forRoot({
          service,
          version: config.version,
          rabbit: config.rabbit,
          answerRefused: answerRefusedCommand,
          relay: { batchSizeMax: publishedAtOnce },
        }),
        ShopsModule,
        customers,
        credits,
        PinAccessModule.with(pins, customers),
        NightsModule.with(config.nights, runs, customers, credits),
        ProfilesModule.with(pins, customers, credits, rewards),
        ErasuresModule.with(runs, pins, customers, rewards),
        PersonFilesModule.with(config.personFiles, pins, customers, rewards),
        CommandsModule.with(config.practiceBugFile ?? '', customers, credits, rewards),
        MailsModule.with(config.mails, runs, pins, customers, credits),
        ImportsModule.with(secretKeys, runs, customers, credits, rewards),
        ExportsModule,
        SumsModule.with(runs),
        ComingLapsesModule,
      ],
    };
  }
}

export const loyaltyCore: ServiceDefinition<Config> = {
  service,
  description: 'System of record: shops, customers, credit ledger, PINs, rewards, system e-mails.',
  config: readConfig,
  module: (config) => AppModule.with(config),
  database: databaseOf,
  requestSecrets: ({ pins }) => new SecretBox(pins.secretKeys),
  connect: connectTransport,
};
