import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which shops' mirrors were filled from loyalty-core: messages of before this service was there told it of nobody. */
export class MirrorFills1798520000000 implements MigrationInterface {
  readonly name = 'MirrorFills1798520000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mirror_fills (shop_id text primary key, filled_at timestamptz not null);
      comment on table mirror_fills is 'Shops whose customers were all asked for at loyalty-core once, at their first export.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mirror_fills');
  }
}
