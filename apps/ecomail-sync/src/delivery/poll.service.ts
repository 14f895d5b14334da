import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { selectShopsWithWork } from './due-work';
import { HousekeepingService } from './housekeeping.service';

/** What a process asks the database for again and again. */
@Injectable()
export class PollService {
  private tidyAtMs = 0;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly housekeeping: HousekeepingService,
    private readonly clock: Clock,
  ) {}

  /** Shops of active connections with something to do, and their keys. */
  async shopsWithWork(): Promise<readonly { readonly shopId: string; readonly keyHash: string }[]> {
    await this.tidyNowAndThen();
    return this.dataSource.query(selectShopsWithWork, [this.clock.now()]);
  }

  private async tidyNowAndThen(): Promise<void> {
    const nowMs = this.clock.elapsedMs();
    if (nowMs < this.tidyAtMs) return;
    this.tidyAtMs = nowMs + this.config.delivery.housekeepingMs;
    await this.housekeeping.tidy();
  }
}
