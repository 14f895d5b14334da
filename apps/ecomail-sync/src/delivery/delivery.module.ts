import { Module } from '@nestjs/common';
import { AddressClaimsService } from './address-claims.service';
import { ContactCallsService } from './contact-calls.service';
import { ContactLookService } from './contact-look.service';
import { ContactPayloadsService } from './contact-payloads.service';
import { ContactWritesService } from './contact-writes.service';
import { DeliveryService } from './delivery.service';
import { DoubtsService } from './doubts.service';
import { HousekeepingService } from './housekeeping.service';
import { IntentsService } from './intents.service';
import { KeyCycleService } from './key-cycle.service';
import { ShopWorkService } from './shop-work.service';
import { StoredContactsService } from './stored-contacts.service';
import { TellingOutcomesService } from './telling-outcomes.service';
import { TrackerEventsService } from './tracker-events.service';

/** What is sent to Ecomail: contacts, then the events about them. */
@Module({
  providers: [
    AddressClaimsService,
    ContactCallsService,
    ContactLookService,
    ContactPayloadsService,
    ContactWritesService,
    DeliveryService,
    DoubtsService,
    HousekeepingService,
    IntentsService,
    KeyCycleService,
    ShopWorkService,
    StoredContactsService,
    TellingOutcomesService,
    TrackerEventsService,
  ],
})
export class DeliveryModule {}
