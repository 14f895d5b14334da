import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of a shop was never stored, and who has no profile, are few and are counted without reading the others. */
export class CountedContacts1805300000000 implements MigrationInterface {
  readonly name = 'CountedContacts1805300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index contacts_unstored on contacts (shop_id) where stored_version = 0;
      create index contacts_without_profile on contacts (shop_id) where email is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index contacts_unstored, contacts_without_profile');
  }
}
