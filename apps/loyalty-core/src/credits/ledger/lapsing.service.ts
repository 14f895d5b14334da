import { CreditChanged, type CreditReason, type Day, parseAmount } from '@ellity/contracts';
import { filledIn, type MessageForm, type Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';

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
  readonly customers: number;
  readonly amount: string;
  readonly bodies: string[];
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
    const { exchange, type, time, body } = lapseForm(transaction, shopId, now);
    const [row]: LapsedRow[] = await transaction.manager.query(lapseSql, [
      ...[shopId, customerIds, customerIds.map(() => uuidv7()), before, today, runId, now, reason],
      ...[customerIds.map(() => uuidv7()), exchange, type, time, body],
      await transaction.isObserved(CreditChanged, shopId),
    ]);
    transaction.wrote(row?.bodies ?? []);
    return { customers: row?.customers ?? 0, amount: parseAmount(row?.amount ?? '0.00') };
  }
}

const reason: CreditReason = 'expiry';

/** As `publishChange` tells of a posting. */
const lapseForm = (transaction: Transaction, shopId: string, now: Date): MessageForm =>
  transaction.form(
    CreditChanged,
    {
      balance: filledIn.text(4),
      change: { amount: filledIn.text(5), reason, entryId: filledIn.text(6), reference: null },
      nextExpiration: filledIn.json(7),
      changedAt: now.toISOString(),
      announce: true,
    },
    {
      shopId,
      id: filledIn.text(1),
      subject: filledIn.text(2),
      sequence: filledIn.text(3),
      time: now.toISOString(),
    },
  );

/**
 * $1 shop, $2 customers, $3 ids for their entries, $4 the day before which lots end, $5 today, $6 run, $7 now, $8 reason,
 * $9 ids of messages, $10 to $13 the form of a message, $14 whether their bodies are asked for.
 */
const lapseSql = `
  with input as (
    select * from unnest($2::uuid[], $3::uuid[], $9::uuid[]) as i (customer_id, entry_id, message_id)
  ), dead as (
    select id, customer_id, remaining from lots
    where customer_id = any($2::uuid[]) and remaining > 0 and expires_on < $4::date
  ), emptied as (
    update lots l set remaining = 0 from dead where l.id = dead.id
  ), losing as (
    select d.customer_id, i.entry_id, i.message_id, sum(d.remaining) as amount
    from dead d join input i on i.customer_id = d.customer_id group by d.customer_id, i.entry_id, i.message_id
  ), owners as (
    update customers c set balance = c.balance - l.amount,
      last_sequence = greatest(c.last_sequence + 1, floor(extract(epoch from clock_timestamp()) * 1e6)::bigint)
    from losing l where c.id = l.customer_id
    returning c.id, c.balance, c.last_sequence, l.entry_id, l.message_id, l.amount, c.erased_at is not null as is_erased
  ), entries as (
    insert into ledger_entries (id, shop_id, customer_id, sequence, kind, amount, balance_after, reason, service, run_id,
      changed_at, day)
    select entry_id, $1, id, last_sequence, 'lapse', -amount, balance, $8, 'loyalty-core', $6, $7, $5 from owners
  ), movements as (
    insert into lot_movements (entry_id, lot_id, shop_id, amount)
    select l.entry_id, d.id, $1, -d.remaining from dead d join losing l on l.customer_id = d.customer_id
  ), told as (
    insert into outbox (is_bulk, message_id, exchange, type, shop_id, occurred_at, body)
    select true, o.message_id, $10, $11, $1, $12::timestamptz, format($13, o.message_id, o.id,
      lpad(o.last_sequence::text, 16, '0'), o.balance, -o.amount, o.entry_id, coalesce(n.next, 'null'))
    from owners o left join lateral (
      select format('{"date":"%s","amount":"%s"}', expires_on, sum(remaining)) as next from lots
      where customer_id = o.id and remaining > 0 and expires_on >= $5::date
      group by expires_on order by expires_on limit 1) n on true
    where not o.is_erased
    returning body
  )
  select o.customers, o.amount, t.bodies from
    (select count(*)::int as customers, coalesce(sum(amount), 0.00)::text as amount from owners) o,
    (select coalesce(array_agg(body) filter (where $14::boolean), '{}') as bodies from told) t`;
