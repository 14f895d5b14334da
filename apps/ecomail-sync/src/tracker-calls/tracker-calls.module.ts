import { Module } from '@nestjs/common';
import { CallOutcomesService } from './call-outcomes.service';
import { IntentsService } from './intents.service';
import { TestEventsController } from './test-events.controller';
import { TestEventsService } from './test-events.service';
import { TrackerCallsService } from './tracker-calls.service';
import { UnconfirmedCallsService } from './unconfirmed-calls.service';

/** Tracker events about contacts that are written: what is sent, and what becomes of each call. */
@Module({
  controllers: [TestEventsController],
  providers: [
    CallOutcomesService,
    IntentsService,
    TestEventsService,
    TrackerCallsService,
    UnconfirmedCallsService,
  ],
  exports: [TrackerCallsService, UnconfirmedCallsService],
})
export class TrackerCallsModule {}
