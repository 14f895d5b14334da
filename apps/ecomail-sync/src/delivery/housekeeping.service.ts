import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RetentionService } from '../events/retention.service';
import { ParkedEventsService } from '../events/parked-events.service';
import { NoticesService } from '../membership/notices.service';

const everyMs = 60_000;

/** Now and then gives a final state to events and notices that nothing else will ever touch. Any process may do it, any number of times. */
@Injectable()
export class HousekeepingService {
  private lastAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly parkedEvents: ParkedEventsService,
    private readonly retention: RetentionService,
    private readonly notices: NoticesService,
    private readonly clock: Clock,
  ) {}

  async tidyNowAndThen(): Promise<void> {
    const now = this.clock.now();
    if (this.lastAt === 0) await this.tryPinsAgain(now);
    if (now.getTime() - this.lastAt < everyMs) return;
    this.lastAt = now.getTime();
    await this.parkedEvents.tidy();
    await this.retention.tidy();
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
}
