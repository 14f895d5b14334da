import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What grows for ever gets an end, and stays counted after it went. */
export class Retention1796003000000 implements MigrationInterface {
  readonly name = 'Retention1796003000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table retired_rows (
        table_name text not null,
        shop_id text not null,
        kind text not null,
        rows bigint not null,
        primary key (table_name, shop_id, kind)
      );
      comment on table retired_rows is 'How many rows went after their time, so that counts stay exact.';
      comment on column retired_rows.shop_id is 'Empty where the rows are of no shop.';
      create index commands_claimed_at on commands using brin (claimed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index commands_claimed_at; drop table retired_rows;');
  }
}
