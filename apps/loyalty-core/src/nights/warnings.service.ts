import { CreditsExpiring, type Day } from '@ellity/contracts';
import { filledIn, type Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { NightRules } from './night';
import { warnedDays } from './night-calendar';

/** So many rows of customers are locked at a time, and no live spending waits longer than for one chunk. */
const warningsAtOnce = 500;

interface DayOf {
  readonly customer_id: string;
  readonly expires_on: Day;
}

export interface WarningsPreview {
  readonly customers: number;
  readonly warnings: number;
  readonly amount: string;
}

/** Warns customers before their credits lapse: once per customer and lot day, ever. */
@Injectable()
export class WarningsService {
  /** How many were warned; null: nobody is left to warn in this night. */
  async warnSome(transaction: Transaction, night: NightRules): Promise<number | null> {
    const { shopId, leadDays, target } = night;
    if (target === 'none') return null;
    const days = await lockedDays(transaction.manager, night);
    if (days.length === 0) return null;
    const data = { amount: filledIn.text(4), expiresOn: filledIn.text(5), leadDays, target };
    const about = { shopId, id: filledIn.text(1), subject: filledIn.text(2), sequence: filledIn.text(3) };
    const { exchange, type, time, body } = transaction.form(CreditsExpiring, data, about);
    const [row]: { warned: number; bodies: string[] }[] = await transaction.manager.query(warnSql, [
      days.map((day) => day.customer_id),
      days.map((day) => day.expires_on),
      days.map(() => uuidv7()),
      ...[shopId, night.id, exchange, type, time, body],
      await transaction.isObserved(CreditsExpiring, shopId),
    ]);
    transaction.wrote(row?.bodies ?? []);
    return row?.warned ?? 0;
  }

  /** Whoever has something on these days counts as warned. */
  async markSeen(manager: EntityManager, shopId: string, days: { from: Day; to: Day }): Promise<void> {
    await manager.query(
      `update lots set is_warned = true
       where shop_id = $1 and not is_warned and expires_on between $2 and $3 and remaining > 0`,
      [shopId, days.from, days.to],
    );
  }

  /** Who would be warned of these days now. */
  async preview(
    manager: EntityManager,
    shopId: string,
    days: { readonly from: Day; readonly to: Day },
  ): Promise<WarningsPreview> {
    const [due]: WarningsPreview[] = await manager.query(
      `select count(distinct customer_id)::int as customers, count(*)::int as warnings,
         coalesce(sum(amount), 0.00)::text as amount
       from (
         select l.customer_id, l.expires_on, sum(l.remaining) as amount from lots l
         where l.shop_id = $1 and not l.is_warned and l.remaining > 0 and l.expires_on between $2 and $3
           and not exists (
             select from expiry_warnings w where w.customer_id = l.customer_id and w.expires_on = l.expires_on)
         group by l.customer_id, l.expires_on) due`,
      [shopId, days.from, days.to],
    );
    return due ?? { customers: 0, warnings: 0, amount: '0.00' };
  }
}

/** Customers are locked before what they lose is read by the next statement, which then sees what others did until now. */
async function lockedDays(manager: EntityManager, night: NightRules): Promise<DayOf[]> {
  const { from, to } = warnedDays(night.localDate, night.leadDays, night.today);
  return manager.query(
    `select due.customer_id, due.expires_on::text from (
       select distinct customer_id, expires_on from (
         select customer_id, expires_on from lots
         where shop_id = $1 and not is_warned and remaining > 0 and expires_on between $2 and $3
         order by expires_on limit ${warningsAtOnce}) soonest
     ) due join customers c on c.id = due.customer_id order by c.id for no key update of c`,
    [night.shopId, from, to],
  );
}

/**
 * What each who was not erased loses on a day, all of its lots together, those it was warned of before excepted; a number
 * for each message, above the customer's last; the messages. $1 customers, $2 days, $3 ids of messages, $4 shop, $5 night,
 * $6 to $9 the form of a message, $10 whether their bodies are asked for.
 */
const warnSql = `
  with input as (
    select * from unnest($1::uuid[], $2::date[], $3::uuid[]) as i (customer_id, expires_on, message_id)
  ), marked as (
    update lots l set is_warned = true from input i
    where l.customer_id = i.customer_id and l.expires_on = i.expires_on and l.remaining > 0 and not l.is_warned
  ), losing as (
    select i.customer_id, i.expires_on, sum(l.remaining) as amount
    from input i join lots l on l.customer_id = i.customer_id and l.expires_on = i.expires_on and l.remaining > 0
    join customers c on c.id = i.customer_id and c.erased_at is null
    group by i.customer_id, i.expires_on
  ), warned as (
    insert into expiry_warnings (customer_id, expires_on, shop_id, amount, night_id)
    select customer_id, expires_on, $4, amount, $5 from losing on conflict do nothing
    returning customer_id, expires_on, amount
  ), counted as (
    select customer_id, count(*) as messages from warned group by customer_id
  ), numbered as (
    update customers c set last_sequence =
      greatest(c.last_sequence + 1, floor(extract(epoch from clock_timestamp()) * 1e6)::bigint) + n.messages - 1
    from counted n where c.id = n.customer_id returning c.id, c.last_sequence
  ), told as (
    insert into outbox (is_bulk, message_id, exchange, type, shop_id, occurred_at, body)
    select true, i.message_id, $6, $7, $4, $8::timestamptz, format($9, i.message_id, w.customer_id,
      lpad((n.last_sequence - row_number() over (partition by w.customer_id order by w.expires_on desc) + 1)::text, 16, '0'),
      w.amount, w.expires_on)
    from warned w join numbered n on n.id = w.customer_id
    join input i on i.customer_id = w.customer_id and i.expires_on = w.expires_on
    order by w.expires_on, w.customer_id
    returning body
  )
  select count(*)::int as warned, coalesce(array_agg(body) filter (where $10::boolean), '{}') as bodies from told`;
