import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables that every service with messages has. Goes first into a service's migrations. */
export class MessagingTables1700000000000 implements MigrationInterface {
  readonly name = 'MessagingTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table inbox (
        message_id uuid not null,
        source text not null,
        queue text not null,
        received_at timestamptz not null default now(),
        primary key (message_id, source, queue)
      );
      comment on table inbox is 'Messages whose effect is committed; a message in it changes nothing again.';
      create index inbox_received_at on inbox using brin (received_at);

      create table outbox (
        id bigint generated always as identity primary key,
        message_id uuid not null,
        exchange text not null,
        type text not null,
        shop_id text not null,
        occurred_at timestamptz not null,
        body text not null
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      comment on table outbox is 'Committed messages that the broker has not confirmed yet.';

      create table published (
        shop_id text not null,
        type text not null,
        hour timestamptz not null,
        messages bigint not null,
        primary key (shop_id, type, hour)
      );
      comment on table published is 'Confirmed messages per shop, type and hour of the event.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbox, outbox, published');
  }
}

/**
 * What people do now is told before what runs write in bulk. The key begins with the lane, so that the first of each is
 * found without reading past the other, and a row costs one index as before.
 */
export class OutboxLanes1807100000000 implements MigrationInterface {
  readonly name = 'OutboxLanes1807100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox add column is_bulk boolean not null default false;
      comment on column outbox.is_bulk is 'Written by a run, as one of many: told when nothing live waits.';
      alter table outbox drop constraint outbox_pkey, add primary key (is_bulk, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox drop constraint outbox_pkey, add primary key (id);
      alter table outbox drop column is_bulk;
    `);
  }
}

/** Oldest first. */
export const messagingTables: readonly (new () => MigrationInterface)[] = [
  MessagingTables1700000000000,
  OutboxLanes1807100000000,
];
