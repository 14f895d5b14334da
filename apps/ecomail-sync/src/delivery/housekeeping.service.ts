import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RetentionService } from '../events/retention.service';
import { ParkedEventsService } from '../events/parked-events.service';
import { MembershipRetentionService } from '../membership/retention.service';
import { UnansweredWritesService } from '../contact-writes/unanswered-writes.service';

/**
 * Now and then gives a final state to events and notices that nothing else will ever touch, and has contacts written
 * again whose write was never answered. Any process may do it, any number of times.
 */
@Injectable()
export class HousekeepingService {
  private isFirst = true;

  constructor(
    private readonly dataSource: DataSource,
    private readonly parkedEvents: ParkedEventsService,
    private readonly retention: RetentionService,
    private readonly membershipRetention: MembershipRetentionService,
    private readonly unansweredWrites: UnansweredWritesService,
    private readonly clock: Clock,
  ) {}

  async tidy(): Promise<void> {
    if (this.isFirst) await this.tryPinsAgain();
    this.isFirst = false;
    await this.unansweredWrites.writeAgain();
    await this.parkedEvents.tidy();
    await this.retention.tidy();
    await this.membershipRetention.tidy();
  }

  /** At the start, because only a start brings other keys. */
  private async tryPinsAgain(): Promise<void> {
    await this.dataSource.query(
      `with held as materialized (
         select shop_id, customer_id from contacts where pin_unreadable order by shop_id, customer_id for update)
       update contacts c set dirty_since = coalesce(c.dirty_since, $1)
       from held
       where c.shop_id = held.shop_id and c.customer_id = held.customer_id`,
      [this.clock.now()],
    );
  }
}
