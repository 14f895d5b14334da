import { Module } from '@nestjs/common';
import { BackoffsService } from './backoffs.service';
import { DeliveryService } from './delivery.service';
import { HousekeepingService } from './housekeeping.service';
import { JobsService } from './jobs.service';
import { KeyJobsService } from './key-jobs.service';
import { PollService } from './poll.service';
import { WaitingGaugesService } from './waiting-gauges.service';

/** Who works when: one worker for each API key, and the lines of its shops. */
@Module({
  providers: [
    BackoffsService,
    DeliveryService,
    HousekeepingService,
    JobsService,
    KeyJobsService,
    PollService,
    WaitingGaugesService,
  ],
})
export class DeliveryModule {}
