import { type CreditReason, type Day, parseAmount } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { publishChange } from './ledger.service';

/** Whose lots are over, and under which run. */
export interface Lapsing {
  readonly shopId: string;
  readonly customerIds: readonly string[];
  /** Lots whose last day is before it. */
  readonly before: Day;
  /** Of the shop. */
  readonly today: Day;
  readonly runId: string;
}

export interface Lapsed {
  readonly customers: number;
  /** Above zero, in hundredths. */
  readonly amount: bigint;
}

interface LapsedRow {
  readonly id: string;
  readonly customer_id: string;
  readonly sequence: string;
  readonly amount: string;
  readonly balance_after: string;
  readonly next_on: Day | null;
  readonly next_amount: string | null;
  readonly is_erased: boolean;
}

/**
 * Lapses of many customers at once, as a night has them: what a posting of the kind `lapse` would book for each, by one
 * statement. All that is left of a lot goes, so there is nothing to decide; a test holds both ways against each other.
 */
@Injectable()
export class LapsingService {
  /** The customers are locked by this transaction since before this statement. One entry for each who loses something; of the erased nobody is told. */
  async lapse(transaction: Transaction, lapsing: Lapsing, now: Date): Promise<Lapsed> {
    const { shopId, customerIds, before, today, runId } = lapsing;
    const rows: LapsedRow[] = await transaction.manager.query(lapseSql, [
      ...[shopId, customerIds, customerIds.map(() => uuidv7()), before, today, runId, now, reason],
    ]);
    for (const row of rows.filter(({ is_erased: isErased }) => !isErased))
      publishChange(transaction, changeFrom(row, lapsing), now);
    return {
      customers: rows.length,
      amount: rows.reduce((sum, { amount }) => sum - parseAmount(amount), 0n),
    };
  }
}

const reason: CreditReason = 'expiry';

const changeFrom = (row: LapsedRow, { shopId }: Lapsing) => ({
  posting: { shopId, customerId: row.customer_id, reason, reference: null, announce: true },
  entry: { id: row.id, amount: parseAmount(row.amount), balanceAfter: parseAmount(row.balance_after) },
  nextExpiration:
    row.next_on === null || row.next_amount === null
      ? null
      : { date: row.next_on, amount: parseAmount(row.next_amount) },
  sequence: BigInt(row.sequence),
});

/** $1 shop, $2 customers, $3 ids for their entries, $4 the day before which lots end, $5 today, $6 run, $7 now, $8 reason. */
const lapseSql = `
  with dead as (
    select id, customer_id, remaining from lots
    where customer_id = any($2::uuid[]) and remaining > 0 and expires_on < $4::date
  ), emptied as (
    update lots l set remaining = 0 from dead where l.id = dead.id
  ), losing as (
    select d.customer_id, i.entry_id, sum(d.remaining) as amount
    from dead d join unnest($2::uuid[], $3::uuid[]) as i (customer_id, entry_id) on i.customer_id = d.customer_id
    group by d.customer_id, i.entry_id
  ), owners as (
    update customers c set balance = c.balance - l.amount,
      last_sequence = greatest(c.last_sequence + 1, floor(extract(epoch from clock_timestamp()) * 1e6)::bigint)
    from losing l where c.id = l.customer_id
    returning c.id, c.balance, c.last_sequence, l.entry_id, l.amount, c.erased_at is not null as is_erased
  ), entries as (
    insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, service, run_id,
      changed_at, day)
    select entry_id, $1, id, last_sequence, 'lapse', -amount, balance, $8, 'loyalty-core', $6, $7, $5 from owners
    returning id, customer_id, sequence, amount, balance_after
  ), movements as (
    insert into lot_movements (entry_id, lot_id, shop_id, amount)
    select l.entry_id, d.id, $1, -d.remaining from dead d join losing l on l.customer_id = d.customer_id
  )
  select e.id, e.customer_id, e.sequence, e.amount::text, e.balance_after::text, n.expires_on::text as next_on,
    n.amount::text as next_amount, o.is_erased
  from entries e join owners o on o.id = e.customer_id left join lateral (
    select expires_on, sum(remaining) as amount from lots
    where customer_id = e.customer_id and remaining > 0 and expires_on >= $5::date
    group by expires_on order by expires_on limit 1) n on true
  order by e.customer_id`;
