import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which former addresses are retired at Ecomail. Whoever leaves an address once more leaves it to be retired once more. */
export class RetiredAddresses1804000000001 implements MigrationInterface {
  readonly name = 'RetiredAddresses1804000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table former_addresses add retired_at timestamptz;
      comment on column former_addresses.retired_at is 'Out of the list and our fields empty since then, or left to somebody who has the address now.';
      create index former_addresses_due on former_addresses (shop_id, left_at) where retired_at is null;
      create or replace function remember_former_address() returns trigger language plpgsql as $$
      begin
        insert into former_addresses (shop_id, customer_id, address, email)
        values (old.shop_id, old.customer_id, old.address, old.email)
        on conflict (shop_id, customer_id, address) do update set email = excluded.email, left_at = now(), retired_at = null;
        return null;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function remember_former_address() returns trigger language plpgsql as $$
      begin
        insert into former_addresses (shop_id, customer_id, address, email)
        values (old.shop_id, old.customer_id, old.address, old.email) on conflict do nothing;
        return null;
      end $$;
      alter table former_addresses drop retired_at;
    `);
  }
}
