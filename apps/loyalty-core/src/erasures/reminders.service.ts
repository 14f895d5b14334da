import { Repeated } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ErasuresService } from './erasures.service';

const everyMs = 60_000;

/** Any process asks again those who have not confirmed an erasure; the table keeps processes apart. */
@Injectable()
export class ErasureRemindersService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('erasures');
  private readonly rounds = new Repeated(
    everyMs,
    () => this.remindDue(),
    (error) => this.logger.error({ err: error }, 'the look for erasures to remind of failed and is repeated'),
  );

  constructor(private readonly erasures: ErasuresService) {}

  onApplicationBootstrap(): void {
    this.rounds.later();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  async remindDue(): Promise<void> {
    while (await this.erasures.remindNext());
  }
}
