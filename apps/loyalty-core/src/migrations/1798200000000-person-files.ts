import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is about one customer is found without a look through the whole shop: for their file, and when they are erased. */
export class PersonFiles1798200000000 implements MigrationInterface {
  readonly name = 'PersonFiles1798200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index mails_customer on mails (customer_id);
      create index person_changes_customer on person_changes (customer_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index person_changes_customer; drop index mails_customer');
  }
}
