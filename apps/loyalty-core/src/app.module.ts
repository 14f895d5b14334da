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
import { LoyaltyCore1795440000000 } from './migrations/1795440000000-loyalty-core';
import { GrantsOfNothing1795460000000 } from './migrations/1795460000000-grants-of-nothing';
import { EmailIdentity1796000000000 } from './migrations/1796000000000-email-identity';
import { Postings1796001000000 } from './migrations/1796001000000-postings';
import { Retention1796003000000 } from './migrations/1796003000000-retention';
import { SignUps1796002000000 } from './migrations/1796002000000-sign-ups';
import { PersonChanges1796004000000 } from './migrations/1796004000000-person-changes';
import { Spendings1797200000000 } from './migrations/1797200000000-spendings';
import { Nights1797210000000 } from './migrations/1797210000000-nights';
import { Shortfalls1797220000000 } from './migrations/1797220000000-shortfalls';
import { PinAccess1797230000000 } from './migrations/1797230000000-pin-access';
import { CustomerSearch1797300000000 } from './migrations/1797300000000-customer-search';
import { Imports1797320000000 } from './migrations/1797320000000-imports';
import { Mails1797310000000 } from './migrations/1797310000000-mails';
import { Runs1797500000000 } from './migrations/1797500000000-runs';
import { SettingsChanges1797600000000 } from './migrations/1797600000000-settings-changes';
import { DailySums1797610000000 } from './migrations/1797610000000-daily-sums';
import { ComingLapses1797620000000 } from './migrations/1797620000000-coming-lapses';
import { RegistrationReward1797700000000 } from './migrations/1797700000000-registration-reward';
import { Consents1797800000000 } from './migrations/1797800000000-consents';
import { Erasures1797810000000 } from './migrations/1797810000000-erasures';
import { PersonFiles1798200000000 } from './migrations/1798200000000-person-files';
import { FewerChecks1798210000000 } from './migrations/1798210000000-fewer-checks';
import { EndedRuns1798225000000 } from './migrations/1798225000000-ended-runs';
import { MerchantMails1798420000000 } from './migrations/1798420000000-merchant-mails';
import { NightsModule } from './nights/nights.module';
import { PersonFilesModule } from './person-files/person-files.module';
import { PinAccessModule } from './pin-access/pin-access.module';
import { PinsModule } from './pins/pins.module';
import { ProfilesModule } from './profiles/profiles.module';
import { RewardsModule } from './rewards/rewards.module';
import { ShopsModule } from './shops/shops.module';
import { SumsModule } from './sums/sums.module';

export const migrations = [
  messagingTables,
  LoyaltyCore1795440000000,
  GrantsOfNothing1795460000000,
  EmailIdentity1796000000000,
  Postings1796001000000,
  SignUps1796002000000,
  Retention1796003000000,
  PersonChanges1796004000000,
  Spendings1797200000000,
  Nights1797210000000,
  Shortfalls1797220000000,
  PinAccess1797230000000,
  CustomerSearch1797300000000,
  Mails1797310000000,
  Imports1797320000000,
  Runs1797500000000,
  SettingsChanges1797600000000,
  DailySums1797610000000,
  ComingLapses1797620000000,
  RegistrationReward1797700000000,
  Consents1797800000000,
  RequestKeys1797630000000,
  Erasures1797810000000,
  PersonFiles1798200000000,
  FewerChecks1798210000000,
  EndedRuns1798225000000,
  MerchantMails1798420000000,
];

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
