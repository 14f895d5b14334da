import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What customers are found and filtered by, beside their rows: profiles change seldom and balances all the time, so the
 * large indexes are not touched when credit moves. The database keeps it itself, so that no writer can forget.
 */
export class CustomerSearch1797300000000 implements MigrationInterface {
  readonly name = 'CustomerSearch1797300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;

      create function search_form(input text) returns text
        language sql immutable parallel safe as $$
        select btrim(regexp_replace(
          translate(
            regexp_replace(normalize(lower(input collate "und-x-icu"), nfkd), '[\\u0300-\\u036f]', '', 'g'),
            'łøđ', 'lod'),
          '[^[:alnum:]]+', ' ', 'g'))
      $$;
      comment on function search_form is 'Small letters and digits without diacritics, words apart by one blank.';

      create function search_text(email text, first_name text, last_name text, phone text) returns text
        language sql immutable parallel safe as $$
        select ' ' || search_form(concat_ws(' ', last_name, first_name, email))
          || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g')
      $$;
      comment on function search_text is 'Every word has a blank before it; a phone number is one word of digits.';

      create function name_key(first_name text, last_name text, email text) returns text
        language sql immutable parallel safe as $$
        select left(search_form(coalesce(nullif(concat_ws(' ', last_name, first_name), ''), email)), 200)
      $$;
      comment on function name_key is 'Who has no name stands where the address would.';

      create table customer_search (
        customer_id uuid primary key,
        shop_id text not null,
        search_text text not null,
        name_key text collate "C" not null,
        registered boolean not null,
        group_name text,
        marketing_consent text not null,
        foreign key (shop_id, customer_id) references customers (shop_id, id) on delete cascade
      );
      comment on table customer_search is 'Kept by triggers of customers.';

      insert into customer_search
      select id, shop_id, search_text(email, first_name, last_name, phone), name_key(first_name, last_name, email),
        registered, group_name, marketing_consent from customers;

      create index customer_search_text on customer_search using gin (search_text gin_trgm_ops);
      create index customer_search_newest on customer_search (shop_id, customer_id);
      create index customer_search_name on customer_search (shop_id, name_key, customer_id);
      create index customer_search_registered on customer_search (shop_id, registered, customer_id);
      create index customer_search_group on customer_search (shop_id, group_name, customer_id)
        where group_name is not null;
      create index customer_search_consent on customer_search (shop_id, marketing_consent, customer_id);
      create index customers_balance on customers (shop_id, balance, id);

      create function keep_customer_search() returns trigger language plpgsql as $$
      begin
        insert into customer_search
        select id, shop_id, search_text(email, first_name, last_name, phone), name_key(first_name, last_name, email),
          registered, group_name, marketing_consent from created;
        return null;
      end $$;
      create function renew_customer_search() returns trigger language plpgsql as $$
      begin
        update customer_search set search_text = search_text(new.email, new.first_name, new.last_name, new.phone),
          name_key = name_key(new.first_name, new.last_name, new.email), registered = new.registered,
          group_name = new.group_name, marketing_consent = new.marketing_consent
        where customer_id = new.id;
        return null;
      end $$;
      create trigger keep_customer_search after insert on customers
        referencing new table as created for each statement execute function keep_customer_search();
      create trigger renew_customer_search after update on customers for each row
        when (row(old.email, old.first_name, old.last_name, old.phone, old.registered, old.group_name, old.marketing_consent)
          is distinct from row(new.email, new.first_name, new.last_name, new.phone, new.registered, new.group_name,
            new.marketing_consent))
        execute function renew_customer_search();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger keep_customer_search on customers;
      drop trigger renew_customer_search on customers;
      drop function keep_customer_search, renew_customer_search;
      drop index customers_balance;
      drop table customer_search;
      drop function name_key, search_text, search_form;
    `);
  }
}
