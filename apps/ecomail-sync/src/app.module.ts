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
import { InitialSchema1764000000000 } from './migrations/1764000000000-initial-schema';
import { EventTraces1795450000000 } from './migrations/1795450000000-event-traces';
import { ConnectionDetail1795470000000 } from './migrations/1795470000000-connection-detail';
import { UnreadablePins1795480000000 } from './migrations/1795480000000-unreadable-pins';
import { AddressClaims1795490000000 } from './migrations/1795490000000-address-claims';
import { HiddenHooks1795500000000 } from './migrations/1795500000000-hidden-hooks';
import { BlockedContacts1795510000000 } from './migrations/1795510000000-blocked-contacts';
import { Memberships1796700000000 } from './migrations/1796700000000-memberships';
import { Lanes1796400000000 } from './migrations/1796400000000-lanes';
import { OpenEvents1796500000000 } from './migrations/1796500000000-open-events';
import { Consent1796700100000 } from './migrations/1796700100000-consent';
import { AddressIdentity1796700200000 } from './migrations/1796700200000-address-identity';
import { LearntOfAccounts1796700300000 } from './migrations/1796700300000-learnt-of-accounts';
import { ReceptionsAndSums1796501000000 } from './migrations/1796501000000-receptions-and-sums';
import { Runs1796600000000 } from './migrations/1796600000000-runs';
import { LeftOutFields1796700400000 } from './migrations/1796700400000-left-out-fields';
import { UnansweredWrites1797000000000 } from './migrations/1797000000000-unanswered-writes';
import { EventCategories1797000200000 } from './migrations/1797000200000-event-categories';
import { AbsentContacts1797000300000 } from './migrations/1797000300000-absent-contacts';
import { WrittenParts1797000100000 } from './migrations/1797000100000-written-parts';
import { SeenByPeople1797100000000 } from './migrations/1797100000000-seen-by-people';
import { Retention1797110000000 } from './migrations/1797110000000-retention';
import { RunKinds1797300000000 } from './migrations/1797300000000-run-kinds';
import { Terms1797400000000 } from './migrations/1797400000000-terms';
import { Exports1797990000000 } from './migrations/1797990000000-exports';
import { PastFailures1798100000000 } from './migrations/1798100000000-past-failures';
import { Erasures1798110000000 } from './migrations/1798110000000-erasures';
import { EndedRuns1798220000000 } from './migrations/1798220000000-ended-runs';
import { FormerAddresses1798230000000 } from './migrations/1798230000000-former-addresses';
import { ConnectionMoves1798400000000 } from './migrations/1798400000000-connection-moves';
import { EnteredKeys1798410000000 } from './migrations/1798410000000-entered-keys';
import { TestMode1798600000000 } from './migrations/1798600000000-test-mode';
import { AcknowledgedHours1804000000000 } from './migrations/1804000000000-acknowledged-hours';
import { RetiredAddresses1804000000001 } from './migrations/1804000000001-retired-addresses';
import { RefusedFormerAddresses1805200000000 } from './migrations/1805200000000-refused-former-addresses';
import { ShopSettings1805200000001 } from './migrations/1805200000001-shop-settings';
import { CountedContacts1805300000000 } from './migrations/1805300000000-counted-contacts';
import { MirrorModule } from './mirror/mirror.module';
import { PeopleModule } from './people/people.module';
import { DriftChecks1798500000000 } from './migrations/1798500000000-drift-checks';
import { Status1798510000000 } from './migrations/1798510000000-status';
import { MirrorFills1798520000000 } from './migrations/1798520000000-mirror-fills';
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

export const migrations = [
  messagingTables,
  InitialSchema1764000000000,
  EventTraces1795450000000,
  ConnectionDetail1795470000000,
  UnreadablePins1795480000000,
  AddressClaims1795490000000,
  HiddenHooks1795500000000,
  BlockedContacts1795510000000,
  Lanes1796400000000,
  OpenEvents1796500000000,
  ReceptionsAndSums1796501000000,
  Runs1796600000000,
  Memberships1796700000000,
  Consent1796700100000,
  AddressIdentity1796700200000,
  LearntOfAccounts1796700300000,
  LeftOutFields1796700400000,
  UnansweredWrites1797000000000,
  WrittenParts1797000100000,
  EventCategories1797000200000,
  AbsentContacts1797000300000,
  SeenByPeople1797100000000,
  Retention1797110000000,
  RunKinds1797300000000,
  Terms1797400000000,
  Exports1797990000000,
  PastFailures1798100000000,
  Erasures1798110000000,
  EndedRuns1798220000000,
  FormerAddresses1798230000000,
  ConnectionMoves1798400000000,
  EnteredKeys1798410000000,
  DriftChecks1798500000000,
  Status1798510000000,
  MirrorFills1798520000000,
  TestMode1798600000000,
  AcknowledgedHours1804000000000,
  RetiredAddresses1804000000001,
  RefusedFormerAddresses1805200000000,
  ShopSettings1805200000001,
  CountedContacts1805300000000,
];

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
    const status = room(StatusModule, configuration, runsTable, accounts, exports, drift);
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
