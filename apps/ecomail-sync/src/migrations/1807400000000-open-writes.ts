import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A write under way is one row that names its contacts, where each contact's row was written for it. */
export class OpenWrites1807400000000 implements MigrationInterface {
  readonly name = 'OpenWrites1807400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table open_writes (
        write uuid primary key,
        shop_id text not null,
        customer_ids uuid[] not null,
        begun_at timestamptz not null
      );
      comment on table open_writes is 'Writes under way, or whose answer nobody got and which may land yet; a contact is in one of them at most.';
      create index open_writes_shop on open_writes (shop_id);
      insert into open_writes (write, shop_id, customer_ids, begun_at)
      select open_write, shop_id, array_agg(customer_id), now() from contacts
      where open_write is not null group by open_write, shop_id;
      alter table contacts drop open_write;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add open_write uuid;
      comment on column contacts.open_write is 'The write under way; or one whose answer nobody got, which may land yet.';
      update contacts c set open_write = w.write, stored_hash = null
      from open_writes w cross join unnest(w.customer_ids) as one (customer_id)
      where c.shop_id = w.shop_id and c.customer_id = one.customer_id;
      drop table open_writes;
    `);
  }
}
