import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was subscribed without a grant is remembered by a grant of nothing: of a customer, or of an address alone. */
export class GrantsOfNothing1795460000000 implements MigrationInterface {
  readonly name = 'GrantsOfNothing1795460000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table grants alter customer_id drop not null, alter lot_id drop not null,
        drop constraint grants_amount_check,
        add constraint grants_paid_to_somebody check (
          case when lot_id is null then amount = 0 else amount > 0 and customer_id is not null end);
      comment on column grants.lot_id is 'Null: subscribed without a grant, so that there never will be one.';
      comment on column grants.customer_id is 'Null: the address was not a customer''s.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from grants where lot_id is null;
      alter table grants alter customer_id set not null, alter lot_id set not null,
        drop constraint grants_paid_to_somebody, add constraint grants_amount_check check (amount > 0);
      comment on column grants.lot_id is null;
      comment on column grants.customer_id is null;
    `);
  }
}
