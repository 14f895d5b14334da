import { Module } from '@nestjs/common';
import { WorkSignal } from '../accounts/work-signal';
import { AddressClaimsService } from './address-claims.service';
import { ContactBatchesService } from './contact-batches.service';
import { ContactCallsService } from './contact-calls.service';
import { ContactPayloadsService } from './contact-payloads.service';
import { ContactReadBackService } from './contact-read-back.service';
import { ContactWritesService } from './contact-writes.service';
import { ShopsUnderWay } from './contacts-under-way';
import { StoredContactsService } from './stored-contacts.service';
import { TestModeService } from './test-mode.service';
import { UnansweredWritesService } from './unanswered-writes.service';

/** Contacts as Ecomail gets them: which may be written, how, and what it has afterwards. */
@Module({
  providers: [
    AddressClaimsService,
    ContactBatchesService,
    ContactCallsService,
    ContactPayloadsService,
    ContactReadBackService,
    ContactWritesService,
    StoredContactsService,
    TestModeService,
    UnansweredWritesService,
    {
      provide: ShopsUnderWay,
      inject: [WorkSignal],
      useFactory: (signal: WorkSignal) => new ShopsUnderWay(signal),
    },
  ],
  exports: [
    ContactPayloadsService,
    ContactWritesService,
    ShopsUnderWay,
    TestModeService,
    UnansweredWritesService,
  ],
})
export class ContactWritesModule {}
