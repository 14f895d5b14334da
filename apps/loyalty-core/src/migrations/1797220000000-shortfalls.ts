import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a revoke could not take is recorded, and made up as the shop decided. */
export class Shortfalls1797220000000 implements MigrationInterface {
  readonly name = 'Shortfalls1797220000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shops add shortfall_rule text not null default 'stop'
        check (shortfall_rule in ('stop', 'other-lots', 'owe'));
      comment on column ledger_entries.cancels is
        'Of a return: the spending it gives back. Of a revoke: the award it takes back, of whatever lots it takes.';

      create table shortfalls (
        id uuid primary key,
        shop_id text not null,
        customer_id uuid not null,
        lot_id uuid not null references lots,
        amount numeric(12, 2) not null check (amount > 0),
        open numeric(12, 2) not null check (open between 0 and amount),
        is_owed boolean not null,
        reason text not null,
        reference text,
        service text not null,
        actor text,
        command_key text,
        recorded_at timestamptz not null,
        foreign key (shop_id, customer_id) references customers (shop_id, id)
      );
      create index shortfalls_open on shortfalls (customer_id) where open > 0;
      create index shortfalls_lot on shortfalls (lot_id);
      create index shortfalls_shop on shortfalls (shop_id, id);
      comment on table shortfalls is 'What revokes could not take, because it was spent.';
      comment on column shortfalls.is_owed is 'True: made up by any credits that come; false: by those of the same lot alone.';
      alter table commands add shortfall numeric(12, 2);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table commands drop shortfall;
      drop table shortfalls;
      alter table shops drop shortfall_rule;
    `);
  }
}
