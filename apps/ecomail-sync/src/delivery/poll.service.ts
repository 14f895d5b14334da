import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import { selectShopsWithWork } from './due-work';
import { HousekeepingService } from './housekeeping.service';
import type { ShopKey } from './wakes';

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
  async shopsWithWork(): Promise<readonly ShopKey[]> {
    await this.tidyWhenDue();
    return this.dataSource.query(selectShopsWithWork, [this.clock.now()]);
  }

  /** The keys of those of these shops whose connections are active. */
  async keysOf(shopIds: readonly string[]): Promise<readonly ShopKey[]> {
    return this.dataSource.query(
      `select shop_id as "shopId", key_hash as "keyHash" from connections
       where shop_id = any($1) and state = 'active'`,
      [shopIds],
    );
  }

  private async tidyWhenDue(): Promise<void> {
    const nowMs = this.clock.elapsedMs();
    if (nowMs < this.tidyAtMs) return;
    this.tidyAtMs = nowMs + this.config.delivery.housekeepingMs;
    await this.housekeeping.tidy();
  }
}
