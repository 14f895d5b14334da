import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers who are to be forgotten: in the mirror at once, at Ecomail as soon as it answers. */
export class Erasures1798110000000 implements MigrationInterface {
  readonly name = 'Erasures1798110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add erased_at timestamptz;
      comment on column contacts.erased_at is
        'The customer was erased. The row holds nothing of them, and keeps what comes late from bringing them back.';
      create table erasures (
        shop_id text not null,
        customer_id uuid not null,
        addresses_sealed text,
        received_at timestamptz not null,
        due_at timestamptz,
        look_again_at timestamptz,
        result text not null default 'unknown',
        places text not null,
        notice_ids text not null,
        done_at timestamptz,
        primary key (shop_id, customer_id)
      );
      comment on column erasures.addresses_sealed is 'Gone when Ecomail has forgotten them.';
      comment on column erasures.look_again_at is
        'A write of ours was under way: Ecomail is asked once more when it can land no more.';
      create index erasures_due on erasures (due_at) where due_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table erasures; alter table contacts drop erased_at');
  }
}
