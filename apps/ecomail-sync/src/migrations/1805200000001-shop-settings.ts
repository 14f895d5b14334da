import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What loyalty-core says of a shop counts for its connection, whatever the connection was told beside it. */
export class ShopSettings1805200000001 implements MigrationInterface {
  readonly name = 'ShopSettings1805200000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop_settings (
        shop_id text primary key,
        sequence bigint not null,
        language text not null,
        time_zone text not null,
        unknown_consent text not null
      );
      comment on table shop_settings is 'Settings of shops that both sides need, as loyalty-core told of them last; the row of the connection follows.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shop_settings');
  }
}
