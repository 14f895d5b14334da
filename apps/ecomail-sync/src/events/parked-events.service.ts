import { Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { byIndex, readsByIndex } from '../by-index';
import type { FieldGroup } from '../fields/field-definitions';
import type { ParkedReason } from './event-reasons';
import * as statements from './event-statements';

const profileWaitMs = 24 * 3_600_000;
const customersAtOnce = 500;
const eventsAtOnce = 2_000;

export interface CustomerKey {
  readonly shop_id: string;
  readonly customer_id: string;
}

/** Events that cannot be delivered as they are, and their ways out. Journalled like every change of an event. */
@Injectable()
export class ParkedEventsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Those that no call was made for; the others are settled first. `group`: only those that are about it. */
  async park(
    manager: EntityManager,
    shopId: string,
    customerIds: readonly string[],
    reason: ParkedReason,
    group: FieldGroup | null = null,
  ): Promise<void> {
    if (customerIds.length === 0) return;
    await manager.query(statements.recordParked, [shopId, this.clock.now(), customerIds, reason, group]);
  }

  /** Whatever is parked of these customers for a cause that is gone. The caller holds the locks of their contacts. */
  async free(manager: EntityManager, customers: readonly CustomerKey[]): Promise<void> {
    if (customers.length === 0) return;
    await manager.query(statements.recordFreed, [
      this.clock.now(),
      customers.map(({ shop_id }) => shop_id),
      customers.map(({ customer_id }) => customer_id),
    ]);
  }

  /** A connection ends: nobody is notified of what waits or is parked, except where a call may have been carried out. */
  async endConnection(manager: EntityManager, shopId: string): Promise<void> {
    await manager.query(statements.recordAnswersUnknown, [shopId, this.clock.now()]);
    await manager.query(statements.recordWithoutConnection, [this.clock.now(), null, shopId]);
  }

  /** What no message and no call brings about: now and then, by any process, any number of times. */
  async tidy(): Promise<void> {
    const now = this.clock.now();
    const withoutProfileSince = new Date(now.getTime() - profileWaitMs);
    await byIndex(this.transactions, statements.recordWithoutProfile, [
      ...[now, withoutProfileSince, customersAtOnce],
    ]);
    await byIndex(this.transactions, statements.recordWithoutConnection, [now, eventsAtOnce, null]);
    await this.transactions.run(async ({ manager }) => {
      await manager.query(readsByIndex);
      const customers: CustomerKey[] = await manager.query(statements.lockFreeable, [customersAtOnce]);
      await this.free(manager, customers);
    });
  }
}
