import { connectTransport, MessagingModule, messagingTables } from '@ellity/messaging';
import { DatabaseModule, PlatformModule, type ServiceDefinition } from '@ellity/platform';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type Config, configToken, readConfig } from './config';
import { ConnectionModule } from './connection/connection.module';
import { ContactsModule } from './contacts/contacts.module';
import { AccountsModule } from './delivery/accounts.module';
import { DeliveryModule } from './delivery/delivery.module';
import { JournalModule } from './journal/journal.module';
import { FirstSlice1764000000000 } from './migrations/1764000000000-first-slice';
import { EventTraces1795450000000 } from './migrations/1795450000000-event-traces';
import { ConnectionDetail1795470000000 } from './migrations/1795470000000-connection-detail';
import { UnreadablePins1795480000000 } from './migrations/1795480000000-unreadable-pins';
import { AddressClaims1795490000000 } from './migrations/1795490000000-address-claims';
import { HiddenHooks1795500000000 } from './migrations/1795500000000-hidden-hooks';
import { BlockedContacts1795510000000 } from './migrations/1795510000000-blocked-contacts';
import { NoticesModule } from './notices/notices.module';

const service = 'ecomail-sync';

/** Keeps contacts at Ecomail true, tells of changes after the fields are stored, and checks list notices. */
@Global()
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service, logLevel: config.logLevel, ...config.chassis }),
        DatabaseModule.forRoot({
          ...config.database,
          service,
          entities: [],
          migrations: [
            messagingTables,
            FirstSlice1764000000000,
            EventTraces1795450000000,
            ConnectionDetail1795470000000,
            UnreadablePins1795480000000,
            AddressClaims1795490000000,
            HiddenHooks1795500000000,
            BlockedContacts1795510000000,
          ],
        }),
        MessagingModule.forRoot(config.messaging),
        AccountsModule,
        ConnectionModule,
        ContactsModule,
        DeliveryModule,
        JournalModule,
        NoticesModule,
      ],
      providers: [{ provide: configToken, useValue: config }],
      exports: [configToken],
    };
  }
}

export const definition: ServiceDefinition<Config> = {
  service,
  description: 'Connection to Ecomail: contacts, tracker events, list notices, and the books about them.',
  config: readConfig,
  module: (config) => AppModule.with(config),
  connect: connectTransport,
};
