import { Module } from '@nestjs/common';
import { AddressClaimsService } from './address-claims.service';
import { BackoffsService } from './backoffs.service';
import { CallOutcomesService } from './call-outcomes.service';
import { ContactBatchesService } from './contact-batches.service';
import { ContactCallsService } from './contact-calls.service';
import { ContactPayloadsService } from './contact-payloads.service';
import { ContactReadBackService } from './contact-read-back.service';
import { ContactWritesService } from './contact-writes.service';
import { ContactsDueService } from './contacts-due.service';
import { DeliveryService } from './delivery.service';
import { HousekeepingService } from './housekeeping.service';
import { IntentsService } from './intents.service';
import { JobsService } from './jobs.service';
import { KeyJobsService } from './key-jobs.service';
import { PollService } from './poll.service';
import { ShopsUnderWayService } from './shops-under-way.service';
import { StoredContactsService } from './stored-contacts.service';
import { TrackerCallsService } from './tracker-calls.service';
import { UnansweredWritesService } from './unanswered-writes.service';
import { UnconfirmedCallsService } from './unconfirmed-calls.service';
import { WaitingGaugesService } from './waiting-gauges.service';

/** What is sent to Ecomail: contacts, then the events about them. */
@Module({
  providers: [
    AddressClaimsService,
    BackoffsService,
    CallOutcomesService,
    ContactBatchesService,
    ContactCallsService,
    ContactPayloadsService,
    ContactReadBackService,
    ContactWritesService,
    ContactsDueService,
    DeliveryService,
    HousekeepingService,
    IntentsService,
    JobsService,
    KeyJobsService,
    PollService,
    ShopsUnderWayService,
    StoredContactsService,
    TrackerCallsService,
    UnansweredWritesService,
    UnconfirmedCallsService,
    WaitingGaugesService,
  ],
})
export class DeliveryModule {}
