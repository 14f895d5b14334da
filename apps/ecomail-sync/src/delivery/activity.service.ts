import { Clock } from '@ellity/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Remembered } from '../kept';

/** Often enough for people who look, and seldom enough to cost delivery nothing. */
const everyMs = 1_000;

/** Notes when Ecomail answered well last, for the status of the shop. What a process did in its last second may be lost with it. */
@Injectable()
export class ActivityService {
  private readonly logger = new Logger('delivery');
  private readonly noted = new Remembered<number>(() => this.clock.elapsedMs());

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async succeeded(shopId: string): Promise<void> {
    const now = this.clock.elapsedMs();
    if (now - (this.noted.get(shopId) ?? -Infinity) < everyMs) return;
    this.noted.set(shopId, now);
    await this.dataSource
      .query(noteSuccess, [shopId, this.clock.now()])
      .catch((error: unknown) => this.logger.warn({ err: error, shopId }, 'a success was not noted'));
  }
}

const noteSuccess = `
  insert into delivery_hours as known (shop_id, hour, last_success_at) values ($1, date_trunc('hour', $2::timestamptz, 'UTC'), $2)
  on conflict (shop_id, hour) do update set last_success_at = greatest(known.last_success_at, excluded.last_success_at)`;
