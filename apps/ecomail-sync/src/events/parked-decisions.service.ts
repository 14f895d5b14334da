import { Transactions } from '@ellity/messaging';
import { Clock, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { WorkSignal } from '../accounts/work-signal';
import { eventReasons } from './event-reasons';
import * as statements from './event-statements';
import type { ParkedAnswer, ParkedRequest } from './parked.request';

const eventsAtOnce = 1_000;

/** What an operator decides about parked events, where nothing decides by itself. */
@Injectable()
export class ParkedDecisionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly signal: WorkSignal,
  ) {}

  /** `by`: who decided. An event that went on meanwhile stays as it is. */
  async decide(shopId: string, request: ParkedRequest, by: string): Promise<ParkedAnswer> {
    const { action, reason, remark, events = null } = request;
    if (action === 'free' && eventReasons[reason].wayOut.by !== 'operator') {
      throw new Problem(
        409,
        'freed-by-itself',
        `What is parked as ${reason} goes on by itself once the cause is gone: ${eventReasons[reason].freedBy}`,
      );
    }
    const decided = JSON.stringify({ by, remark });
    const limit = [shopId, reason, events, eventsAtOnce];
    return this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      await manager.query(statements.lockParked, limit);
      const statement = action === 'free' ? statements.recordFreedByOperator : statements.recordDismissed;
      const changed: unknown[] = await manager.query(statement, [this.clock.now(), decided, ...limit]);
      transaction.afterCommit(() => this.signal.wake(shopId));
      return { events: changed.length, more: changed.length === eventsAtOnce };
    });
  }
}
