import type { CreditCommandSettled } from '@ellity/contracts';
import type { Delivery, Staged, Transaction, Writer } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { countOutcome } from './notice-metrics';

interface Settlement {
  readonly shopId: string;
  readonly noticeId: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly amount: string | null;
}

const keyPattern = /^notice-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Closes a notice with what loyalty-core made of its command. */
@Injectable()
export class SettlementsService implements Writer<Settlement> {
  stage(delivery: Delivery, settled: CreditCommandSettled): void {
    const noticeId = keyPattern.exec(settled.idempotencyKey)?.[1];
    if (settled.commandSource !== 'webhook-gateway' || noticeId === undefined)
      return delivery.noOp('not-of-a-notice');
    const { outcome, reason, amount } = settled;
    const settlement = { shopId: delivery.envelope.shopid, noticeId, outcome, reason, amount };
    delivery.transaction.stage(this, settlement, delivery);
  }

  /** A repeated command is a duplicate to loyalty-core; what was first made of it stays. Sorted, so that instances cannot deadlock. */
  async write(transaction: Transaction, staged: readonly Staged<Settlement>[]): Promise<void> {
    const byNotice = new Map(
      staged.map(({ item }) => [`${item.noticeId}/${item.shopId}`, item] as const).toReversed(),
    );
    const settlements = [...byNotice].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, settled]) => settled);
    const [closed]: [{ outcome: string }[], number] = await transaction.manager.query(
      `update notices n
          set outcome = s.outcome, outcome_reason = s.reason, outcome_amount = s.amount, settled_at = now()
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::numeric[])
           as s (id, shop_id, outcome, reason, amount)
        where n.id = s.id and n.shop_id = s.shop_id and n.outcome is null and n.state = 'verified'
        returning n.outcome`,
      [
        settlements.map(({ noticeId }) => noticeId),
        settlements.map(({ shopId }) => shopId),
        settlements.map(({ outcome }) => outcome),
        settlements.map(({ reason }) => reason),
        settlements.map(({ amount }) => amount),
      ],
    );
    transaction.afterCommit(() => {
      for (const { outcome } of closed) countOutcome(outcome);
    });
  }
}
