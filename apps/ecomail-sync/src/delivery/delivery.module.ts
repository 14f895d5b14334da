import { Module } from '@nestjs/common';
import { ActivityService } from './activity.service';
import { DeliveryService } from './delivery.service';
import { FailuresService } from './failures.service';
import { HousekeepingService } from './housekeeping.service';
import { JobsService } from './jobs.service';
import { KeyJobsService } from './key-jobs.service';
import { WaitingGaugesService } from './waiting-gauges.service';

/** Who works when: one worker for each API key, and the lines of its shops. */
@Module({
  providers: [
    ActivityService,
    DeliveryService,
    FailuresService,
    HousekeepingService,
    JobsService,
    KeyJobsService,
    WaitingGaugesService,
  ],
})
export class DeliveryModule {}
