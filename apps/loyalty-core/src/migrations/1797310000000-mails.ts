import type { MigrationInterface, QueryRunner } from 'typeorm';

/** System e-mails: who gets which, and each one from the change that it tells of to the answer of the mail server. */
export class Mails1797310000000 implements MigrationInterface {
  readonly name = 'Mails1797310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mail_settings (
        shop_id text primary key references shops,
        credit text not null check (credit in ('off', 'system', 'ecomail')),
        pin text not null check (pin in ('off', 'system', 'ecomail')),
        sender_name text,
        reply_to text,
        quiet_seconds integer not null check (quiet_seconds between 0 and 86400)
      );
      comment on table mail_settings is 'A shop without a row has the defaults.';

      create table mail_connections (
        shop_id text primary key references shops,
        state text not null,
        last_sequence bigint not null
      );
      comment on table mail_connections is 'What ecomail-sync last said of the connection of the shop.';

      create table mails (
        id uuid primary key default gen_random_uuid(),
        shop_id text not null,
        customer_id uuid not null,
        kind text not null check (kind in ('credit', 'expiry', 'pin')),
        changes jsonb not null,
        state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'dropped')),
        reason text,
        attempts integer not null default 0,
        created_at timestamptz not null,
        due_at timestamptz not null,
        settled_at timestamptz,
        foreign key (shop_id, customer_id) references customers (shop_id, id)
      );
      comment on column mails.changes is 'What it tells of, oldest first; no PIN and no address.';
      comment on column mails.reason is 'Why it was refused or dropped, or what the last attempt met.';
      comment on column mails.due_at is 'Not sooner; of one that is being sent: when it counts as not sent.';
      create unique index mails_one_waiting on mails (customer_id, kind) where state = 'waiting';
      create index mails_due on mails (due_at) where state in ('waiting', 'sending');
      create index mails_sent on mails (customer_id, kind, settled_at) where state = 'sent';
      create index mails_of_shop on mails (shop_id, created_at, id);
      create index mails_created_at on mails using brin (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mails, mail_connections, mail_settings;');
  }
}
