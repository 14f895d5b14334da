import { identityOf } from '@ellity/contracts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses of contacts are compared by the one identity of an address, not by the case of the database. */
export class AddressIdentity1796700200000 implements MigrationInterface {
  readonly name = 'AddressIdentity1796700200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add column address text;
      comment on column contacts.address is 'The identity of email: two contacts with the same have one address.';
      update contacts set address = lower(email) where email is not null;
      drop index contacts_address;
      create index contacts_address on contacts (shop_id, address)`);
    const odd = (await runner.query(
      `select distinct email from contacts where email !~ '^[!-~]+$' or email ilike '%xn--%'`,
    )) as readonly { readonly email: string }[];
    await runner.query(
      `update contacts c set address = input.address from unnest($1::text[], $2::text[]) as input (email, address)
       where c.email = input.email`,
      [odd.map(({ email }) => email), odd.map(({ email }) => identityOf(email))],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index contacts_address;
      create index contacts_address on contacts (shop_id, lower(email));
      alter table contacts drop column address`);
  }
}
