import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lapses by week is read from the index of lots alone: it holds who loses how much as well. */
export class ComingLapses1797620000000 implements MigrationInterface {
  readonly name = 'ComingLapses1797620000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index lots_to_lapse;
      create index lots_to_lapse on lots (shop_id, expires_on) include (customer_id, remaining)
        where remaining > 0 and expires_on is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index lots_to_lapse;
      create index lots_to_lapse on lots (shop_id, expires_on) where remaining > 0 and expires_on is not null;
    `);
  }
}
