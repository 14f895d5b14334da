import { Module } from '@nestjs/common';
import { OutcomesService } from './outcomes.service';
import { SendBacksService } from './send-backs.service';
import { ReplayWorkService } from './replay-work.service';

/** Brings letters back to where they failed. */
@Module({ providers: [OutcomesService, ReplayWorkService, SendBacksService] })
export class ReplaysModule {}
