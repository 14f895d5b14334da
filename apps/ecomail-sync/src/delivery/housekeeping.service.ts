import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NoticesService } from '../membership/notices.service';

const everyMs = 60_000;
const profileWaitMs = 24 * 3_600_000;

/** Now and then gives a final state to events and notices that nothing else will ever touch. Any process may do it, any number of times. */
@Injectable()
export class HousekeepingService {
  private lastAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
  ) {}

  async tidyNowAndThen(): Promise<void> {
    const now = this.clock.now();
    if (this.lastAt === 0) await this.tryPinsAgain(now);
    if (now.getTime() - this.lastAt < everyMs) return;
    this.lastAt = now.getTime();
    await this.parkWithoutProfile(now);
    await this.suppressWithoutConnection(now);
    await this.notices.giveUpWithoutConnection();
  }

  /** At the start, because only a start brings other keys. */
  private async tryPinsAgain(now: Date): Promise<void> {
    await this.dataSource.query(
      `update contacts c set dirty_since = coalesce(c.dirty_since, $1)
       from (select shop_id, customer_id from contacts where pin_unreadable order by shop_id, customer_id for update) as held
       where c.shop_id = held.shop_id and c.customer_id = held.customer_id`,
      [now],
    );
  }

  /** Customers whose profile did not come for a day. */
  private async parkWithoutProfile(now: Date): Promise<void> {
    await this.dataSource.query(
      `update domain_events e set state = 'parked', reason = 'no-profile', settled_at = $1
       from contacts c
       where c.waiting_since < $2 and e.shop_id = c.shop_id and e.customer_id = c.customer_id and e.state = 'waiting'`,
      [now, new Date(now.getTime() - profileWaitMs)],
    );
  }

  /** Those that were received while the connection was being ended. */
  private async suppressWithoutConnection(now: Date): Promise<void> {
    await this.dataSource.query(
      `update domain_events e set state = 'suppressed', reason = 'no-connection', settled_at = $1
       from connections k
       where k.state = 'inactive' and e.shop_id = k.shop_id and e.state = 'waiting' and e.intent_at is null`,
      [now],
    );
  }
}
