/**
 * What must be true of every ledger: balance = lots = movements = entries. Each rule is a query for the first entry that
 * breaks it, in the order in which entries were made: shop, customer, entry, its number, what is there, what should be.
 */
export interface LedgerRule {
  readonly name: string;
  /** As it is said of what breaks it. */
  readonly broken: string;
  readonly sql: string;
}

const last = 'order by sequence nulls last, 2, 3 limit 1';

export const ledgerRules: readonly LedgerRule[] = [
  {
    name: 'entry-is-its-movements',
    broken: 'the amount of the entry is not the sum of what it moved',
    sql: `select e.shop_id, e.customer_id, e.id as entry_id, e.sequence, e.amount as found, coalesce(m.amount, 0) as expected
      from ledger_entries e
      left join (select entry_id, sum(amount) as amount from lot_movements group by entry_id) m on m.entry_id = e.id
      where e.amount <> coalesce(m.amount, 0) ${last}`,
  },
  {
    name: 'balance-follows-the-entry-before',
    broken: 'the balance after the entry is not the balance before it and its amount',
    sql: `select shop_id, customer_id, id as entry_id, sequence, balance_after as found, before + amount as expected
      from (
        select *, coalesce(lag(balance_after) over (partition by customer_id order by sequence), 0) as before
        from ledger_entries
      ) e
      where balance_after <> before + amount ${last}`,
  },
  {
    name: 'lot-is-its-award',
    broken: 'the lot is not what its award opened',
    sql: `select l.shop_id, l.customer_id, l.id as entry_id, e.sequence, l.amount as found, e.amount as expected
      from lots l left join ledger_entries e on e.id = l.id
      where e.id is null or e.kind <> 'award' or e.amount <> l.amount or e.customer_id <> l.customer_id
        or e.shop_id <> l.shop_id ${last}`,
  },
  {
    name: 'movement-is-of-an-entry',
    broken: 'something was moved by an entry that is not there',
    sql: `select m.shop_id, l.customer_id, m.entry_id, null::bigint as sequence, m.amount as found, 0 as expected
      from lot_movements m join lots l on l.id = m.lot_id
      where not exists (select from ledger_entries e where e.id = m.entry_id) ${last}`,
  },
  {
    name: 'lot-keeps-its-bounds',
    broken:
      'the entry leaves a lot with less than nothing, with more than its award, or moves a lot of somebody else',
    sql: `select shop_id, customer_id, entry_id, sequence, held as found, least(greatest(held, 0), lot_amount) as expected
      from (
        select e.shop_id, e.customer_id, e.id as entry_id, e.sequence, l.amount as lot_amount,
          l.customer_id <> e.customer_id as is_foreign,
          sum(m.amount) over (partition by m.lot_id order by e.sequence) as held
        from lot_movements m join ledger_entries e on e.id = m.entry_id join lots l on l.id = m.lot_id
      ) m
      where held < 0 or held > lot_amount or is_foreign ${last}`,
  },
  {
    name: 'lot-holds-what-was-moved',
    broken: 'what a lot holds is not the sum of what was moved; the entry was the last that moved it',
    sql: `select l.shop_id, l.customer_id, m.entry_id, m.sequence, l.remaining as found, coalesce(m.held, 0) as expected
      from lots l
      left join (
        select m.lot_id, sum(m.amount) as held, max(e.sequence) as sequence,
          (array_agg(e.id order by e.sequence desc))[1] as entry_id
        from lot_movements m join ledger_entries e on e.id = m.entry_id group by m.lot_id
      ) m on m.lot_id = l.id
      where l.remaining <> coalesce(m.held, 0) ${last}`,
  },
  {
    name: 'balance-is-the-last-entry',
    broken: 'the balance of the customer is not what the last entry left',
    sql: `select c.shop_id, c.id as customer_id, e.id as entry_id, e.sequence, c.balance as found,
        coalesce(e.balance_after, 0) as expected
      from customers c
      left join (
        select distinct on (customer_id) customer_id, id, sequence, balance_after
        from ledger_entries order by customer_id, sequence desc
      ) e on e.customer_id = c.id
      where c.balance <> coalesce(e.balance_after, 0) ${last}`,
  },
  {
    name: 'balance-is-the-lots',
    broken: 'the balance of the customer is not the sum of what its lots hold',
    sql: `select c.shop_id, c.id as customer_id, null::uuid as entry_id, null::bigint as sequence, c.balance as found,
        coalesce(l.held, 0) as expected
      from customers c
      left join (select customer_id, sum(remaining) as held from lots group by customer_id) l on l.customer_id = c.id
      where c.balance <> coalesce(l.held, 0) ${last}`,
  },
  {
    name: 'spending-goes-back-once',
    broken: 'more was given back of a spending than it took',
    sql: `select s.shop_id, s.customer_id, s.id as entry_id, s.sequence, r.amount as found, -s.amount as expected
      from (select cancels, sum(amount) as amount from ledger_entries where kind = 'return' and cancels is not null group by cancels) r
      join ledger_entries s on s.id = r.cancels
      where r.amount > -s.amount or s.kind <> 'spend' ${last}`,
  },
  {
    name: 'award-is-taken-back-once',
    broken: 'more was taken back of an award than it gave, shortfalls included',
    sql: `select l.shop_id, l.customer_id, l.id as entry_id, e.sequence, r.amount as found, l.amount as expected
      from (
        select lot_id, sum(amount) as amount from (
          select cancels as lot_id, -amount as amount from ledger_entries where kind = 'revoke' and cancels is not null
          union all
          select m.lot_id, -m.amount from lot_movements m join ledger_entries e on e.id = m.entry_id
          where e.kind = 'return' and e.cancels is null
          union all
          select lot_id, open from shortfalls
        ) taken group by lot_id) r
      join lots l on l.id = r.lot_id join ledger_entries e on e.id = l.id
      where r.amount > l.amount ${last}`,
  },
  {
    name: 'grant-pays-once',
    broken: 'a reward has more outstanding than was granted',
    sql: `select g.shop_id, g.customer_id, g.lot_id as entry_id, e.sequence, l.remaining + g.returnable as found,
        g.amount as expected
      from grants g join lots l on l.id = g.lot_id join ledger_entries e on e.id = g.lot_id
      where l.remaining + g.returnable > g.amount ${last}`,
  },
  {
    name: 'sums-are-the-entries',
    broken: 'what was added up for a day is not what its entries add up to',
    sql: `select shop_id, null::uuid as customer_id, null::uuid as entry_id, null::bigint as sequence,
        concat_ws(' ', day, kind, reason, coalesce(s.amount, 0), 'of', coalesce(s.number, 0)) as found,
        concat_ws(' ', coalesce(e.amount, 0), 'of', coalesce(e.number, 0)) as expected
      from (
        select shop_id, day, kind, reason, sum(amount) as amount, sum(number) as number from daily_sums
        where kind not in ('customer', 'registration') group by 1, 2, 3, 4) s
      full join (
        select shop_id, day, kind, reason, sum(amount) as amount, count(*) as number from ledger_entries
        group by 1, 2, 3, 4) e using (shop_id, day, kind, reason)
      where s.amount is distinct from e.amount or s.number is distinct from e.number
      order by shop_id, day, kind, reason limit 1`,
  },
  {
    name: 'sums-count-the-customers',
    broken: 'more or fewer customers were counted than there are',
    sql: `select shop_id, null::uuid as customer_id, null::uuid as entry_id, null::bigint as sequence,
        coalesce(s.number, 0)::text as found, coalesce(c.number, 0)::text as expected
      from (select shop_id, sum(number) as number from daily_sums where kind = 'customer' group by 1) s
      full join (select shop_id, count(*) as number from customers group by 1) c using (shop_id)
      where s.number is distinct from c.number order by shop_id limit 1`,
  },
];
