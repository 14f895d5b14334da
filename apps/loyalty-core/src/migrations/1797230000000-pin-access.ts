import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PINs as long as the shop wants, and attempts that are counted. */
export class PinAccess1797230000000 implements MigrationInterface {
  readonly name = 'PinAccess1797230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shops add pin_length integer not null default 6 check (pin_length between 4 and 8);
      create table pin_attempts (
        shop_id text not null references shops,
        address_hash text not null,
        failures integer not null,
        locked_until timestamptz,
        failed_at timestamptz not null,
        primary key (shop_id, address_hash)
      );
      comment on table pin_attempts is 'Wrong PINs since the last right one, of addresses of customers and of others alike.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pin_attempts; alter table shops drop pin_length;');
  }
}
