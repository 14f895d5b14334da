import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { NightsService } from './nights.service';

/** Starts the nights that are due and carries them out. Any process may; the table of nights keeps them apart. */
@Injectable()
export class NightTicksService implements OnModuleDestroy {
  private readonly logger = new Logger('nights');
  private isStopped = false;

  constructor(private readonly nights: NightsService) {}

  /** A chunk under way is finished; the rest of its night is left to the next process. */
  onModuleDestroy(): void {
    this.isStopped = true;
  }

  /** Resolves when nothing is due that another process does not hold; what failed is due again later. */
  async tick(): Promise<void> {
    await this.nights.openDue();
    while (!this.isStopped && (await this.advance()));
  }

  private advance(): Promise<boolean> {
    return this.nights.advance().catch((error: unknown) => {
      this.logger.error({ err: error }, 'a night broke off and is tried again later');
      return true;
    });
  }
}
