import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what is not settled, by contact, so that parking, freeing and tidying never read what is done. */
export class OpenEvents1796500000000 implements MigrationInterface {
  readonly name = 'OpenEvents1796500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index domain_events_open on domain_events (shop_id, customer_id) where state in ('waiting', 'parked')`,
    );
    await runner.query('drop index domain_events_address_in_use');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index domain_events_address_in_use on domain_events (customer_id)
       where state = 'parked' and reason = 'address-in-use'`,
    );
    await runner.query('drop index domain_events_open');
  }
}
