import { Module } from '@nestjs/common';
import { DrainService } from './drain.service';
import { DrainTurnsService } from './drain-turns.service';
import { DrainedLettersService } from './drained-letters.service';

/** Takes letters out of the broker's queues. */
@Module({ providers: [DrainService, DrainTurnsService, DrainedLettersService] })
export class DrainModule {}
