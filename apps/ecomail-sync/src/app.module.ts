import { connectTransport, MessagingModule, messagingTables } from '@ellity/messaging';
import {
  DatabaseModule,
  type DatabaseOptions,
  PlatformModule,
  type ServiceDefinition,
} from '@ellity/platform';
import { RunsModule } from '@ellity/runs';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module';
import { type Config, configToken, readConfig } from './config';
import { ConnectionModule } from './connection/connection.module';
import { ContactWritesModule } from './contact-writes/contact-writes.module';
import { DeliveryModule } from './delivery/delivery.module';
import { EventsModule } from './events/events.module';
import { JournalModule } from './journal/journal.module';
import { MembershipModule } from './membership/membership.module';
import { migrations as ownMigrations } from './migrations';
import { MirrorModule } from './mirror/mirror.module';
import { PeopleModule } from './people/people.module';
import { DriftModule } from './runs/drift/drift.module';
import { ExportModule } from './runs/export/export.module';
import { DisconnectModule } from './runs/disconnect/disconnect.module';
import { ErasuresModule } from './runs/erasures/erasures.module';
import { ConnectionRunsModule } from './runs/connection-runs.module';
import { TestModeModule } from './runs/test-mode/test-mode.module';
import { StatusModule } from './status/status.module';
import { TrackerCallsModule } from './tracker-calls/tracker-calls.module';

const service = 'ecomail-sync';

@Module({})
class ConfigurationModule {}

/** A room may use what those it names export, and they come before it. */
const room = (module: Type, ...imports: readonly DynamicModule[]): DynamicModule => ({
  module,
  imports: [...imports],
});

export const migrations = [...messagingTables, ...ownMigrations];

const databaseOf = (config: Config): DatabaseOptions => ({
  ...config.database,
  service,
  entities: [],
  migrations,
});

/** Keeps contacts at Ecomail true, tells of changes after the fields are stored, and checks list notices. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const configuration: DynamicModule = {
      module: ConfigurationModule,
      providers: [{ provide: configToken, useValue: config }],
      exports: [configToken],
    };
    const accounts = room(AccountsModule, configuration);
    const connection = room(ConnectionModule, configuration, accounts);
    const mirror = room(MirrorModule, configuration, accounts);
    const events = room(EventsModule, configuration, accounts, mirror);
    const membership = room(MembershipModule, configuration, accounts, connection);
    const contactWrites = room(
      ContactWritesModule,
      ...[configuration, accounts, connection, mirror, events, membership],
    );
    const trackerCalls = room(
      TrackerCallsModule,
      ...[configuration, accounts, connection, events, contactWrites],
    );
    const delivery = room(
      DeliveryModule,
      ...[configuration, accounts, connection, events, membership, contactWrites, trackerCalls],
    );
    const { redis, secretKeys } = config;
    const runsTable = RunsModule.forRoot({ redis, secretKeys, ...config.runs });
    const runs = room(
      ConnectionRunsModule,
      ...[configuration, runsTable, accounts, connection, events, membership],
    );
    const disconnect = room(
      DisconnectModule,
      ...[configuration, runsTable, accounts, connection, events, runs],
    );
    const testMode = room(TestModeModule, configuration, runsTable, connection, events);
    const exports = room(
      ExportModule,
      ...[configuration, runsTable, accounts, connection, mirror, events, membership, contactWrites],
    );
    const drift = room(
      DriftModule,
      ...[configuration, runsTable, accounts, connection, membership, contactWrites, runs],
    );
    const erasures = room(
      ErasuresModule,
      ...[configuration, runsTable, accounts, connection, mirror, events, membership],
    );
    const status = room(StatusModule, configuration, runsTable, accounts, mirror, exports, drift);
    const journal = room(JournalModule, configuration);
    const people = room(PeopleModule, membership);
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service, logLevel: config.logLevel, ...config.chassis }),
        DatabaseModule.forRoot(databaseOf(config)),
        MessagingModule.forRoot(config.messaging),
        ...[
          accounts,
          connection,
          mirror,
          events,
          membership,
          contactWrites,
          trackerCalls,
          delivery,
          runs,
          disconnect,
          testMode,
          erasures,
          exports,
          drift,
          journal,
          people,
          status,
        ],
      ],
    };
  }
}

export const definition: ServiceDefinition<Config> = {
  service,
  description: 'Connection to Ecomail: contacts, tracker events, list notices, and their reconciliation.',
  config: readConfig,
  module: (config) => AppModule.with(config),
  database: databaseOf,
  connect: connectTransport,
};
