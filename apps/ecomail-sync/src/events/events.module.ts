import { Module } from '@nestjs/common';
import { JournalEntriesService } from './journal-entries.service';
import { ParkedEventsService } from './parked-events.service';
import { ReceptionHandlers } from './reception.handlers';
import { ReceptionService } from './reception.service';

/** Every received domain event: its reception, its state, and the journal of what became of it. */
@Module({
  controllers: [ReceptionHandlers],
  providers: [JournalEntriesService, ParkedEventsService, ReceptionService],
  exports: [JournalEntriesService, ParkedEventsService],
})
export class EventsModule {}
