import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FieldGroup } from '../fields/field-definitions';
import type { JournalEntry } from './journal-entries.service';

/** Why events are parked that go on by themselves once the reason is gone. */
export type PassingReason = 'pin-unreadable' | 'address-in-use';

/** Parks events of contacts and frees them again; the caller writes the journal. */
@Injectable()
export class ParkedEventsService {
  constructor(private readonly clock: Clock) {}

  /** Those that no call was made for; the others are settled first. `group`: only those that are about it. */
  async park(
    manager: EntityManager,
    shopId: string,
    customerIds: readonly string[],
    reason: PassingReason,
    group: FieldGroup | null = null,
  ): Promise<JournalEntry[]> {
    if (customerIds.length === 0) return [];
    const [rows]: [EventRow[], number] = await manager.query(
      `update domain_events set state = 'parked', reason = $3, settled_at = $4
       where shop_id = $1 and customer_id = any($2) and state = 'waiting' and intent_at is null
         and ($5::text is null or field_group = $5)
       returning id, customer_id`,
      [shopId, customerIds, reason, this.clock.now(), group],
    );
    return this.entries(rows, 'parked', reason);
  }

  async free(
    manager: EntityManager,
    shopId: string,
    customerIds: readonly string[],
    reason: PassingReason,
  ): Promise<JournalEntry[]> {
    if (customerIds.length === 0) return [];
    const [rows]: [EventRow[], number] = await manager.query(
      `update domain_events set state = 'waiting', reason = null, settled_at = null, due_at = $4
       where shop_id = $1 and customer_id = any($2) and state = 'parked' and reason = $3
       returning id, customer_id`,
      [shopId, customerIds, reason, this.clock.now()],
    );
    return this.entries(rows, 'freed', reason);
  }

  private entries(rows: readonly EventRow[], step: 'parked' | 'freed', reason: string): JournalEntry[] {
    const at = this.clock.now();
    return rows.map(({ id, customer_id }) => ({
      customerId: customer_id,
      eventId: id,
      at,
      step,
      details: { reason },
    }));
  }
}

interface EventRow {
  readonly id: string;
  readonly customer_id: string;
}
