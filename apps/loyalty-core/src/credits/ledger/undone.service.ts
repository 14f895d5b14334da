import { type Amount, parseAmount } from '@ellity/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Customer } from '../../customers/customer';
import type { Shortfall } from '../shortfall';
import type { Spending } from '../spending';

interface ShortfallRow {
  readonly id: string;
  readonly customer_id: string;
  readonly lot_id: string;
  readonly open: string;
  readonly is_owed: boolean;
}

/** What was undone of earlier entries, so that nothing is given back or taken back twice. */
@Injectable()
export class UndoneService {
  /** What these spendings took and nobody gave back yet; entries of other kinds are absent. */
  async spendings(manager: EntityManager, entryIds: readonly string[]): Promise<Map<string, Spending>> {
    if (entryIds.length === 0) return new Map();
    const rows: { id: string; customer_id: string; lot_id: string; taken: string }[] = await manager.query(
      `select s.id, s.customer_id, m.lot_id, (-sum(m.amount))::text as taken
       from unnest($1::uuid[]) as input (id)
       join ledger_entries s on s.id = input.id and s.kind = 'spend'
       join lateral (
         select s.id union all select r.id from ledger_entries r where r.cancels = s.id
       ) e (id) on true
       join lot_movements m on m.entry_id = e.id
       group by s.id, s.customer_id, m.lot_id`,
      [[...new Set(entryIds)]],
    );
    const found = new Map<string, { customerId: string; taken: Map<string, Amount> }>();
    for (const { id, customer_id: customerId, lot_id: lotId, taken } of rows) {
      const spending = found.get(id) ?? { customerId, taken: new Map<string, Amount>() };
      found.set(id, spending);
      spending.taken.set(lotId, parseAmount(taken));
    }
    return found;
  }

  /** What of these lots was taken back, lapsed, or is missing; what a reward got back is not. */
  async claims(manager: EntityManager, lotIds: readonly string[]): Promise<Map<string, Amount>> {
    if (lotIds.length === 0) return new Map();
    const rows: { id: string; claimed: string }[] = await manager.query(
      `select l.id, (coalesce(r.amount, 0) + coalesce(m.amount, 0) + coalesce(s.open, 0))::numeric(12, 2)::text as claimed
       from unnest($1::uuid[]) as input (id) join lots l on l.id = input.id
       cross join lateral (
         select -sum(amount) as amount from ledger_entries where cancels = l.id and kind = 'revoke') r
       cross join lateral (
         select -sum(m.amount) as amount from lot_movements m join ledger_entries e on e.id = m.entry_id
         where m.lot_id = l.id and e.cancels is null and e.kind in ('revoke', 'lapse', 'return')) m
       cross join lateral (select sum(open) as open from shortfalls where lot_id = l.id) s`,
      [[...new Set(lotIds)]],
    );
    return new Map(rows.map(({ id, claimed }) => [id, parseAmount(claimed)]));
  }

  /** What is open of these customers, the oldest first. */
  async shortfalls(manager: EntityManager, customers: readonly Customer[]): Promise<Shortfall[]> {
    if (customers.length === 0) return [];
    const rows: ShortfallRow[] = await manager.query(
      `select id, customer_id, lot_id, open::text, is_owed from shortfalls
       where customer_id = any($1::uuid[]) and open > 0 order by id`,
      [customers.map(({ id }) => id)],
    );
    return rows.map((row) => ({
      id: row.id,
      customerId: row.customer_id,
      lotId: row.lot_id,
      open: parseAmount(row.open),
      isOwed: row.is_owed,
    }));
  }
}
