import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Hooks1700000000010 implements MigrationInterface {
  readonly name = 'Hooks1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table addresses (
        id uuid primary key,
        shop_id text not null,
        token_hash text not null unique,
        token_sealed text not null,
        state text not null check (state in ('current', 'previous', 'retired')),
        created_at timestamptz not null default now(),
        rotated_at timestamptz,
        retired_at timestamptz,
        check ((state = 'current') = (rotated_at is null)),
        check ((state = 'retired') = (retired_at is not null))
      );
      comment on table addresses is 'Secret addresses of shops. Current and previous ones take notices, retired ones are unknown.';
      create unique index addresses_one_current on addresses (shop_id) where state = 'current';
      create unique index addresses_one_previous on addresses (shop_id) where state = 'previous';

      create table notices (
        id uuid primary key,
        shop_id text not null,
        source text not null,
        address_id uuid not null references addresses,
        received_at timestamptz not null,
        content_type text not null,
        body bytea not null,
        state text not null check (state in ('rejected', 'sent', 'verified')),
        rejected_reason text,
        email text,
        status text,
        verdict text,
        verified_at timestamptz,
        command_type text,
        check ((state = 'rejected') = (rejected_reason is not null)),
        check ((state = 'verified') = (verdict is not null))
      );
      comment on table notices is 'Everything received at a known address, exactly as received, and what became of it.';
      comment on column notices.id is 'UUIDv7, so that newer notices have greater ids.';
      create index notices_by_shop on notices (shop_id, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notices, addresses');
  }
}
