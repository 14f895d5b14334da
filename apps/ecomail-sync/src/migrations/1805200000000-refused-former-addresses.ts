import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A former address that Ecomail refuses is tried again later, and holds up nobody else's. */
export class RefusedFormerAddresses1805200000000 implements MigrationInterface {
  readonly name = 'RefusedFormerAddresses1805200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table former_addresses
        add attempts integer not null default 0,
        add refused_reason text,
        add next_attempt_at timestamptz;
      comment on column former_addresses.attempts is 'How often Ecomail refused to retire it, since it was left last.';
      comment on column former_addresses.refused_reason is 'What Ecomail said last.';
      comment on column former_addresses.next_attempt_at is 'Null: at once.';
      ${rememberWith('retired_at = null, attempts = 0, refused_reason = null, next_attempt_at = null')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${rememberWith('retired_at = null')}
      alter table former_addresses drop attempts, drop refused_reason, drop next_attempt_at;
    `);
  }
}

const rememberWith = (renewed: string): string => `
      create or replace function remember_former_address() returns trigger language plpgsql as $$
      begin
        insert into former_addresses (shop_id, customer_id, address, email)
        values (old.shop_id, old.customer_id, old.address, old.email)
        on conflict (shop_id, customer_id, address) do update set email = excluded.email, left_at = now(), ${renewed};
        return null;
      end $$;`;
