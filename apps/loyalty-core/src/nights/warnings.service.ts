import { CreditsExpiring, type Day } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sequenceText } from '../values/sequence';
import type { NightRules } from './night';
import { warnedDays } from './night-calendar';

/** More at once outlive the young generation of the heap: a warning took a fifth more of the process. */
const warningsAtOnce = 250;

interface DayOf {
  readonly customer_id: string;
  readonly expires_on: Day;
}

interface WarningRow extends DayOf {
  readonly amount: string;
  readonly sequence: string;
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
    const { manager } = transaction;
    const days = await dueDays(manager, night);
    if (days.length === 0) return null;
    const ids = days.map(({ customer_id: id }) => id);
    await manager.query('select 1 from customers where id = any($1::uuid[]) order by id for no key update', [
      ids,
    ]);
    const keys = [ids, days.map((day) => day.expires_on)];
    const warned: WarningRow[] = await manager.query(warnSql, [...keys, shopId, night.id]);
    await manager.query(markSql, keys);
    for (const { customer_id: subject, expires_on: expiresOn, amount, sequence } of warned) {
      const about = { shopId, subject, sequence: sequenceText(BigInt(sequence)) };
      transaction.publish(CreditsExpiring, { amount, expiresOn, leadDays, target }, about);
    }
    return warned.length;
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

async function dueDays(manager: EntityManager, night: NightRules): Promise<DayOf[]> {
  const { from, to } = warnedDays(night.localDate, night.leadDays, night.today);
  return manager.query(
    `select distinct customer_id, expires_on::text from (
       select customer_id, expires_on from lots
       where shop_id = $1 and not is_warned and remaining > 0 and expires_on between $2 and $3
       order by expires_on limit ${warningsAtOnce}) due`,
    [night.shopId, from, to],
  );
}

/**
 * Under the customers' locks: what each who was not erased loses on a day, all of its lots together, those it was
 * warned of before excepted; and a number for each message, above the customer's last.
 */
const warnSql = `
  with input as (select * from unnest($1::uuid[], $2::date[]) as i (customer_id, expires_on)),
  losing as (
    select i.customer_id, i.expires_on, sum(l.remaining) as amount
    from input i join lots l on l.customer_id = i.customer_id and l.expires_on = i.expires_on and l.remaining > 0
    join customers c on c.id = i.customer_id and c.erased_at is null
    group by i.customer_id, i.expires_on
  ), warned as (
    insert into expiry_warnings (customer_id, expires_on, shop_id, amount, night_id)
    select customer_id, expires_on, $3, amount, $4 from losing on conflict do nothing
    returning customer_id, expires_on, amount
  ), counted as (
    select customer_id, count(*) as messages from warned group by customer_id
  ), numbered as (
    update customers c set last_sequence =
      greatest(c.last_sequence + 1, floor(extract(epoch from clock_timestamp()) * 1e6)::bigint) + n.messages - 1
    from counted n where c.id = n.customer_id returning c.id, c.last_sequence
  )
  select w.customer_id, w.expires_on::text, w.amount::text,
    (n.last_sequence - row_number() over (partition by w.customer_id order by w.expires_on desc) + 1)::text as sequence
  from warned w join numbered n on n.id = w.customer_id
  order by w.expires_on, w.customer_id`;

const markSql = `
  update lots l set is_warned = true
  from unnest($1::uuid[], $2::date[]) as i (customer_id, expires_on)
  where l.customer_id = i.customer_id and l.expires_on = i.expires_on and l.remaining > 0 and not l.is_warned`;
