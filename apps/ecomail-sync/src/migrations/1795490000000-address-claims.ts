import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds who has an address, and whose events wait for one. */
export class AddressClaims1795490000000 implements MigrationInterface {
  readonly name = 'AddressClaims1795490000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index contacts_address on contacts (shop_id, lower(email))');
    await runner.query(
      `create index domain_events_address_in_use on domain_events (customer_id)
       where state = 'parked' and reason = 'address-in-use'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index contacts_address, domain_events_address_in_use');
  }
}
