import { Module } from '@nestjs/common';
import { QueueGaugesService } from './queue-gauges.service';
import { QueuesController } from './queues.controller';
import { QueuesService } from './queues.service';
import { WaitingService } from './waiting.service';

/** What is in the queues, and what waits on either side of them. */
@Module({ controllers: [QueuesController], providers: [QueuesService, QueueGaugesService, WaitingService] })
export class QueuesModule {}
