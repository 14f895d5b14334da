import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The books. What a bug could spoil is refused by the database itself: a balance below zero, a lot with less than nothing
 * or more than it was opened with, an entry of another shop's customer, a changed entry, a second answer under one key.
 */
export class LoyaltyCore1795440000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shops (
        id text primary key check (id ~ '^[a-z][a-z0-9-]{0,59}$'),
        name text not null,
        time_zone text not null,
        language text not null check (language in ('cs', 'en')),
        expiry_days integer check (expiry_days between 1 and 3650),
        newsletter_reward numeric(12, 2) check (newsletter_reward > 0),
        expiry_notice_target text not null check (expiry_notice_target in ('none', 'system', 'ecomail')),
        expiry_notice_lead_days integer not null check (expiry_notice_lead_days between 0 and 3650),
        system_mails boolean not null,
        unknown_consent text not null check (unknown_consent in ('granted', 'denied')),
        last_sequence bigint not null default 0,
        created_at timestamptz not null default now()
      );

      create table customers (
        id uuid primary key,
        shop_id text not null references shops,
        email text not null,
        email_key text not null,
        first_name text,
        last_name text,
        phone text,
        group_name text,
        referral_code text,
        referral_link text,
        registered boolean not null,
        marketing_consent text not null check (marketing_consent in ('granted', 'denied', 'unknown')),
        consent_decided_at timestamptz,
        pin text,
        balance numeric(12, 2) not null default 0 check (balance >= 0),
        last_sequence bigint not null default 0,
        created_at timestamptz not null default now(),
        unique (shop_id, email_key),
        unique (shop_id, id),
        constraint only_anonymous_customers_have_a_pin check (pin is null or not registered)
      ) with (fillfactor = 70);

      create table ledger_entries (
        id uuid primary key,
        shop_id text not null,
        customer_id uuid not null,
        sequence bigint not null,
        kind text not null,
        amount numeric(12, 2) not null,
        balance_after numeric(12, 2) not null check (balance_after >= 0),
        reason text not null,
        reference text,
        command_source text,
        command_key text,
        changed_at timestamptz not null,
        unique (customer_id, sequence),
        foreign key (shop_id, customer_id) references customers (shop_id, id),
        constraint sign_follows_kind check (
          (kind in ('award', 'return') and amount > 0) or (kind in ('spend', 'revoke') and amount < 0)
        )
      );

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name;
      end $$;
      create trigger ledger_entries_append_only before update or delete on ledger_entries
        for each statement execute function refuse_change();

      create table lots (
        id uuid primary key references ledger_entries,
        shop_id text not null,
        customer_id uuid not null,
        amount numeric(12, 2) not null check (amount > 0),
        remaining numeric(12, 2) not null check (remaining between 0 and amount),
        expires_on date,
        foreign key (shop_id, customer_id) references customers (shop_id, id)
      ) with (fillfactor = 70);
      create index lots_living on lots (customer_id, expires_on) where remaining > 0;

      create table lot_movements (
        entry_id uuid not null references ledger_entries,
        lot_id uuid not null references lots,
        shop_id text not null,
        amount numeric(12, 2) not null check (amount <> 0),
        primary key (entry_id, lot_id)
      );
      create index lot_movements_lot on lot_movements (lot_id);
      create trigger lot_movements_append_only before update or delete on lot_movements
        for each statement execute function refuse_change();

      create table commands (
        shop_id text not null references shops,
        source text not null,
        key text not null,
        type text not null,
        digest text not null,
        outcome text check (outcome in ('applied', 'refused')),
        reason text,
        customer_id uuid,
        entry_id uuid,
        amount numeric(12, 2),
        balance numeric(12, 2),
        claimed_at timestamptz not null,
        primary key (shop_id, source, key)
      ) with (fillfactor = 70);

      create table grants (
        shop_id text not null references shops,
        reward text not null check (reward in ('newsletter')),
        address_hash text not null,
        customer_id uuid not null,
        lot_id uuid not null references lots,
        amount numeric(12, 2) not null check (amount > 0),
        returnable numeric(12, 2) not null check (returnable between 0 and amount),
        granted_at timestamptz not null,
        primary key (shop_id, reward, address_hash),
        unique (shop_id, reward, customer_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table grants, commands, lot_movements, lots, ledger_entries, customers, shops;
      drop function refuse_change();
    `);
  }
}
