import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts that were written without their PIN because it could not be read. */
export class UnreadablePins1795480000000 implements MigrationInterface {
  readonly name = 'UnreadablePins1795480000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add pin_unreadable boolean not null default false;
      comment on column contacts.pin_unreadable is 'Written without the PIN, whose key is missing; tried again at every start.';
      create index contacts_pin_unreadable on contacts (shop_id, customer_id) where pin_unreadable;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contacts drop pin_unreadable');
  }
}
