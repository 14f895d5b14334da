import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module';
import { ContactsModule } from '../contacts/contacts.module';
import { JournalModule } from '../journal/journal.module';
import { NoticesModule } from '../notices/notices.module';
import { AddressClaimsService } from './address-claims.service';
import { ContactLookService } from './contact-look.service';
import { ContactWritesService } from './contact-writes.service';
import { DeliveryService } from './delivery.service';
import { DoubtsService } from './doubts.service';
import { HousekeepingService } from './housekeeping.service';
import { IntentsService } from './intents.service';
import { KeyCycleService } from './key-cycle.service';
import { KeyLocksService } from './key-locks.service';
import { ParkedEventsService } from './parked-events.service';
import { ShopWorkService } from './shop-work.service';
import { StoredContactsService } from './stored-contacts.service';
import { TellingOutcomesService } from './telling-outcomes.service';
import { TrackerEventsService } from './tracker-events.service';

@Module({
  imports: [ConnectionModule, ContactsModule, JournalModule, NoticesModule],
  providers: [
    AddressClaimsService,
    ContactLookService,
    ContactWritesService,
    DeliveryService,
    DoubtsService,
    HousekeepingService,
    IntentsService,
    KeyCycleService,
    KeyLocksService,
    ParkedEventsService,
    ShopWorkService,
    StoredContactsService,
    TellingOutcomesService,
    TrackerEventsService,
  ],
})
export class DeliveryModule {}
