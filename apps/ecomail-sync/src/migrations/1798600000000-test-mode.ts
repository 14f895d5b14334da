import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Test mode of a connection: the addresses that alone are written and notified. */
export class TestMode1798600000000 implements MigrationInterface {
  readonly name = 'TestMode1798600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections add test_addresses jsonb;
      comment on column connections.test_addresses is 'Test mode: the addresses that alone are written and notified, by identity. Null: it is off; empty: nobody is.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections drop test_addresses');
  }
}
