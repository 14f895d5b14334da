import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nights: what lapsed is booked and who is about to lose credits is warned, once per shop and day. */
export class Nights1797210000000 implements MigrationInterface {
  readonly name = 'Nights1797210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shops add night_hour integer not null default 2 check (night_hour between 0 and 23),
        add expiry_months integer check (expiry_months between 1 and 120),
        add constraint one_validity check (expiry_days is null or expiry_months is null),
        drop constraint shops_expiry_notice_lead_days_check;
      update shops set expiry_notice_lead_days = least(greatest(expiry_notice_lead_days, 1), 365);
      alter table shops add constraint shops_expiry_notice_lead_days_check
        check (expiry_notice_lead_days between 1 and 365);

      create table nights (
        id uuid primary key default gen_random_uuid(),
        shop_id text not null references shops,
        local_date date not null,
        is_ahead boolean not null default false,
        opened_at timestamptz not null,
        finished_at timestamptz,
        lapsed integer not null default 0,
        lapsed_amount numeric(14, 2) not null default 0,
        warned integer not null default 0,
        attempts integer not null default 0,
        due_at timestamptz not null,
        unique (shop_id, local_date)
      );
      create index nights_open on nights (shop_id, local_date) where finished_at is null;
      comment on table nights is 'The truth about which nights a shop had; the id is run_id of the entries that it booked.';
      comment on column nights.is_ahead is 'Run before its day, for a demonstration; the days between have theirs all the same.';
      comment on column nights.lapsed is 'Customers of whom something lapsed.';

      create table expiry_warnings (
        customer_id uuid not null references customers,
        expires_on date not null,
        shop_id text not null,
        amount numeric(12, 2) not null,
        night_id uuid not null references nights,
        primary key (customer_id, expires_on)
      );
      create index expiry_warnings_day on expiry_warnings using brin (expires_on);
      comment on table expiry_warnings is 'One warning per customer and lot day, ever.';

      alter table lots add is_warned boolean not null default false;
      comment on column lots.is_warned is
        'Its owner was warned of this day, or is not to be: what lay inside the lead time when warnings were switched on.';
      create index lots_to_lapse on lots (shop_id, expires_on) where remaining > 0 and expires_on is not null;
      create index lots_to_warn on lots (shop_id, expires_on)
        where remaining > 0 and expires_on is not null and not is_warned;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index lots_to_warn, lots_to_lapse;
      alter table lots drop is_warned;
      drop table expiry_warnings, nights;
      alter table shops drop constraint one_validity, drop expiry_months, drop night_hour,
        drop constraint shops_expiry_notice_lead_days_check,
        add constraint shops_expiry_notice_lead_days_check check (expiry_notice_lead_days between 0 and 3650);
    `);
  }
}
