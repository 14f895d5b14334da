import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sums by shop and day, kept by the database in the transaction that makes the entry or the customer, so that no writer
 * can forget. Rows are only added, so nobody waits for anybody; they are folded into one later. Entries keep the day of
 * the shop, which its time zone of today would not tell any more after a move. Of customers of before it is not known
 * when they registered: they count with the day on which they appeared.
 */
export class DailySums1797610000000 implements MigrationInterface {
  readonly name = 'DailySums1797610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function day_in(instant timestamptz, zone text) returns date language plpgsql stable as $$
      begin
        return (instant at time zone zone)::date;
      exception when invalid_parameter_value then
        return (instant at time zone 'UTC')::date;
      end $$;
      comment on function day_in is 'In a zone that this server does not know, as in UTC: no writer fails for it.';

      alter table ledger_entries add column day date;
      comment on column ledger_entries.day is 'Of the shop, in its time zone of then.';
      alter table ledger_entries disable trigger ledger_entries_append_only;
      update ledger_entries e set day = day_in(e.changed_at, s.time_zone) from shops s where s.id = e.shop_id;
      alter table ledger_entries enable trigger ledger_entries_append_only;
      alter table ledger_entries alter column day set not null;

      create table daily_sums (
        shop_id text not null,
        day date not null,
        kind text not null,
        reason text not null,
        amount numeric(20,2) not null,
        number integer not null,
        is_sum boolean not null default false,
        constraint daily_sums_kind
          check (kind in ('award', 'spend', 'revoke', 'return', 'lapse', 'customer', 'registration'))
      );
      comment on table daily_sums is
        'What was added up, by shop, day, kind and reason: several rows, until they are folded into one. Signed as entries are.';
      create index daily_sums_day on daily_sums (shop_id, day);
      create index daily_sums_added on daily_sums (shop_id, day) where not is_sum;

      insert into daily_sums
      select shop_id, day, kind, reason, sum(amount), count(*), true from ledger_entries group by 1, 2, 3, 4;
      insert into daily_sums
      select c.shop_id, day_in(c.created_at, s.time_zone), k.kind, '', 0, count(*), true
      from customers c join shops s on s.id = c.shop_id
      cross join unnest('{customer,registration}'::text[]) as k (kind)
      where k.kind = 'customer' or c.registered group by 1, 2, 3;
    `);
    await runner.query(triggers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger add_entries_to_sums on ledger_entries;
      drop trigger add_customers_to_sums on customers;
      drop trigger add_registration_to_sums on customers;
      drop function add_entries_to_sums, add_customers_to_sums, add_registration_to_sums;
      drop table daily_sums;
      alter table ledger_entries drop column day;
      drop function day_in;
    `);
  }
}

const triggers = `
  create function add_entries_to_sums() returns trigger language plpgsql as $$
  begin
    insert into daily_sums
    select shop_id, day, kind, reason, sum(amount), count(*), false from added group by 1, 2, 3, 4;
    return null;
  end $$;
  create trigger add_entries_to_sums after insert on ledger_entries
    referencing new table as added for each statement execute function add_entries_to_sums();

  create function add_customers_to_sums() returns trigger language plpgsql as $$
  begin
    insert into daily_sums
    select a.shop_id, day_in(now(), s.time_zone), k.kind, '', 0, k.number, false
    from (select shop_id, count(*) as number, count(*) filter (where registered) as registered from added group by 1) a
    join shops s on s.id = a.shop_id
    cross join lateral (values ('customer', a.number), ('registration', a.registered)) as k (kind, number)
    where k.number > 0;
    return null;
  end $$;
  create trigger add_customers_to_sums after insert on customers
    referencing new table as added for each statement execute function add_customers_to_sums();

  create function add_registration_to_sums() returns trigger language plpgsql as $$
  begin
    insert into daily_sums
    select id, day_in(now(), time_zone), 'registration', '', 0, 1, false from shops where id = new.shop_id;
    return null;
  end $$;
  create trigger add_registration_to_sums after update on customers
    for each row when (new.registered and not old.registered) execute function add_registration_to_sums();
`;
