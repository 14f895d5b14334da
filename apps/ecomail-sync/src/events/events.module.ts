import { Module } from '@nestjs/common';
import { EventsService } from './events.service';
import { JournalEntriesService } from './journal-entries.service';
import { ParkedEventsService } from './parked-events.service';
import { ReceptionHandlers } from './reception.handlers';
import { ReceptionService } from './reception.service';

/** Every received domain event: its reception, its state, and the journal of what became of it. */
@Module({
  controllers: [ReceptionHandlers],
  providers: [EventsService, JournalEntriesService, ParkedEventsService, ReceptionService],
  exports: [EventsService, JournalEntriesService, ParkedEventsService],
})
export class EventsModule {}
