import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was erased: letters about them that come later are emptied as they are stored. */
export class ErasedCustomers1799200000000 implements MigrationInterface {
  readonly name = 'ErasedCustomers1799200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table erased_customers (
        shop_id text not null,
        customer_id uuid not null,
        erased_at timestamptz not null default now(),
        primary key (shop_id, customer_id)
      );
      comment on table erased_customers is 'Customers who were erased, by ids that name nobody any more.';
      insert into erased_customers (shop_id, customer_id, erased_at)
        select shop_id, customer_id, min(erased_at) from letters
        where erased_at is not null and shop_id is not null and customer_id is not null group by 1, 2;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table erased_customers');
  }
}
