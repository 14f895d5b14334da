import { Clock } from '@ellity/platform';
import { Module } from '@nestjs/common';
import { EventsService } from './events.service';
import { Inflow } from './inflow';
import { JournalEntriesService } from './journal-entries.service';
import { ParkedDecisionsService } from './parked-decisions.service';
import { ParkedEventsController } from './parked-events.controller';
import { ParkedEventsService } from './parked-events.service';
import { ReceptionHandlers } from './reception.handlers';
import { RetentionService } from './retention.service';
import { ReceptionService } from './reception.service';

/** Every received domain event: its reception, its state, and the journal of what became of it. */
@Module({
  controllers: [ParkedEventsController, ReceptionHandlers],
  providers: [
    EventsService,
    { provide: Inflow, inject: [Clock], useFactory: (clock: Clock) => new Inflow(() => clock.elapsedMs()) },
    JournalEntriesService,
    ParkedDecisionsService,
    ParkedEventsService,
    ReceptionService,
    RetentionService,
  ],
  exports: [EventsService, Inflow, JournalEntriesService, ParkedEventsService, RetentionService],
})
export class EventsModule {}
