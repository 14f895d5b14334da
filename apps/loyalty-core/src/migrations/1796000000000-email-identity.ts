import { isAddressRefused, identityOf, readAddress } from '@ellity/contracts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

interface StoredAddress {
  readonly id: string;
  readonly email: string;
}

const batchSize = 5_000;

/**
 * Customers of a shop are told apart by the identity of their address. Whoever turns out to have the address of another
 * keeps credit and id, is found by id only, and is listed in `address_conflicts`: an operator gives one of both a new
 * address. An address that the rule refuses is listed too.
 */
export class EmailIdentity1796000000000 implements MigrationInterface {
  readonly name = 'EmailIdentity1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table customers rename email_key to email_identity;
      alter table customers alter email_identity drop not null,
        drop constraint customers_shop_id_email_key_key;
      comment on column customers.email_identity is
        'What makes the address the same as another; null: another customer of the shop has it, see address_conflicts.';
      create table address_conflicts (
        customer_id uuid primary key,
        shop_id text not null,
        problem text not null,
        kept_customer_id uuid,
        found_at timestamptz not null default now(),
        foreign key (shop_id, customer_id) references customers (shop_id, id)
      );
      create index address_conflicts_shop on address_conflicts (shop_id);
      comment on column address_conflicts.problem is 'same-address, or why the address is refused.';
      create temporary table addresses_read (
        customer_id uuid primary key, email text not null, identity text not null, problem text
      ) on commit drop;
    `);
    await readAddresses(runner);
    await runner.query(`
      with claims as (
        select c.shop_id, r.identity, c.id, c.registered, c.created_at
        from addresses_read r join customers c on c.id = r.customer_id
        union all
        select c.shop_id, c.email_identity, c.id, c.registered, c.created_at
        from (select distinct c.shop_id, r.identity from addresses_read r join customers c on c.id = r.customer_id) taken
        join customers c on c.shop_id = taken.shop_id and c.email_identity = taken.identity
        where not exists (select from addresses_read r where r.customer_id = c.id)
      ), ranked as (
        select *, first_value(id) over (partition by shop_id, identity order by registered desc, created_at, id) as kept
        from claims
      )
      insert into address_conflicts (customer_id, shop_id, problem, kept_customer_id)
      select id, shop_id, 'same-address', kept from ranked where id <> kept;

      insert into address_conflicts (customer_id, shop_id, problem)
      select c.id, c.shop_id, r.problem from addresses_read r join customers c on c.id = r.customer_id
      where r.problem is not null on conflict do nothing;

      update customers c set email = r.email, email_identity = r.identity
      from addresses_read r where r.customer_id = c.id;
      update customers c set email_identity = null
      from address_conflicts f where f.customer_id = c.id and f.problem = 'same-address';
      alter table customers add constraint customers_email_identity_key unique (shop_id, email_identity);
    `);
  }

  /** Those who share an address get a key of their own again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update customers set email_identity = 'conflict:' || id where email_identity is null;
      alter table customers drop constraint customers_email_identity_key;
      alter table customers alter email_identity set not null;
      alter table customers rename email_identity to email_key;
      alter table customers add constraint customers_shop_id_email_key_key unique (shop_id, email_key);
      comment on column customers.email_key is null;
      drop table address_conflicts;
    `);
  }
}

/** Plain addresses have their identity already: only the others are read, however many customers there are. */
async function readAddresses(runner: QueryRunner): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = (await runner.query(
      `select id, email from customers where id > $1 and (email ~ '[^!-~]' or email ~* 'xn--')
       order by id limit ${batchSize}`,
      [after],
    )) as StoredAddress[];
    const last = rows.at(-1);
    if (!last) return;
    await runner.query(
      `insert into addresses_read select * from json_populate_recordset(null::addresses_read, $1::json)`,
      [JSON.stringify(rows.map(addressRead))],
    );
    after = last.id;
  }
}

function addressRead({ id, email }: StoredAddress) {
  const read = readAddress(email);
  return isAddressRefused(read)
    ? { customer_id: id, email, identity: identityOf(email), problem: read.problem }
    : { customer_id: id, email: read.address, identity: read.identity, problem: null };
}
