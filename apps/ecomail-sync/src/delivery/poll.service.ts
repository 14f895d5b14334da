import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { selectShopsWithWork } from './due-work';
import { HousekeepingService } from './housekeeping.service';

/** What a process asks the database for again and again. */
@Injectable()
export class PollService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly housekeeping: HousekeepingService,
    private readonly clock: Clock,
  ) {}

  /** Shops of active connections with something to do, and their keys. */
  async shopsWithWork(): Promise<readonly { readonly shopId: string; readonly keyHash: string }[]> {
    await this.housekeeping.tidyNowAndThen();
    return this.dataSource.query(selectShopsWithWork, [this.clock.now()]);
  }
}
