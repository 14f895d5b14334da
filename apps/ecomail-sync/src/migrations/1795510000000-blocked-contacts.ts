import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the contacts whose address is another's, to see whether it has become free. */
export class BlockedContacts1795510000000 implements MigrationInterface {
  readonly name = 'BlockedContacts1795510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index contacts_address_in_use on contacts (shop_id) where rejected_reason = 'address-in-use'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index contacts_address_in_use');
  }
}
