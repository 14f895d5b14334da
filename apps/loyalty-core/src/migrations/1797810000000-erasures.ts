import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers who were erased, and who confirmed it. What remains of them is a number in the ledger. */
export class Erasures1797810000000 implements MigrationInterface {
  readonly name = 'Erasures1797810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table customers add erased_at timestamptz;
      comment on column customers.erased_at is 'The row remains for the ledger, with nothing about the person.';
      create table erasures (
        id uuid primary key,
        shop_id text not null references shops,
        customer_id uuid not null unique references customers,
        address_hash text not null,
        address text,
        service text not null,
        actor text,
        requested_at timestamptz not null,
        places jsonb not null,
        reminders integer not null default 0,
        remind_at timestamptz,
        done_at timestamptz
      );
      comment on column erasures.address is 'Encrypted to ecomail-sync, for reminders; gone when all is done.';
      comment on column erasures.remind_at is 'Null: nobody is to be reminded (any more).';
      create index erasures_of_shop on erasures (shop_id, requested_at, id);
      create index erasures_of_address on erasures (shop_id, address_hash);
      create index erasures_due on erasures (remind_at) where remind_at is not null;
      create table erasure_answers (
        erasure_id uuid not null references erasures,
        service text not null,
        result text,
        places jsonb not null default '[]',
        answered_at timestamptz,
        primary key (erasure_id, service)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table erasure_answers; drop table erasures; alter table customers drop erased_at',
    );
  }
}
