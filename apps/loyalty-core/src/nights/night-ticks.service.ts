import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type NightsConfig, nightsConfig, NightsService } from './nights.service';

/** Starts the nights that are due and carries them out. Every process does; the table of nights keeps them apart. */
@Injectable()
export class NightTicksService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('nights');
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly nights: NightsService,
    @Inject(nightsConfig) private readonly config: NightsConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  /** A chunk under way is finished; the rest of its night is left to the next process. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.working;
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

  private schedule(): void {
    if (this.isStopped || this.config.pollMs === 0) return;
    this.timer = setTimeout(() => {
      this.working = this.tick()
        .catch((error: unknown) =>
          this.logger.error({ err: error }, 'the look for nights failed and is repeated'),
        )
        .finally(() => this.schedule());
    }, this.config.pollMs);
    this.timer.unref();
  }
}
