import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An address that a customer leaves may be at Ecomail, and stays there until somebody ends it: an erasure has to know it.
 * The database itself remembers it, whichever statement changes the contact.
 */
export class FormerAddresses1798230000000 implements MigrationInterface {
  readonly name = 'FormerAddresses1798230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table former_addresses (
        shop_id text not null,
        customer_id uuid not null,
        address text not null,
        email text not null,
        left_at timestamptz not null default now(),
        primary key (shop_id, customer_id, address)
      );
      comment on table former_addresses is 'Addresses that a customer had before, and under which Ecomail may know them; kept by a trigger of contacts.';
      comment on column former_addresses.address is 'The identity of email.';

      insert into former_addresses (shop_id, customer_id, address, email)
      select shop_id, customer_id, lower(stored_email), stored_email from contacts
      where stored_email is not null and lower(stored_email) <> address;

      create function remember_former_address() returns trigger language plpgsql as $$
      begin
        insert into former_addresses (shop_id, customer_id, address, email)
        values (old.shop_id, old.customer_id, old.address, old.email) on conflict do nothing;
        return null;
      end $$;
      create trigger remember_former_address after update of address on contacts for each row
        when (old.address is not null and old.address is distinct from new.address and new.erased_at is null)
        execute function remember_former_address();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop trigger remember_former_address on contacts; drop function remember_former_address; drop table former_addresses',
    );
  }
}
