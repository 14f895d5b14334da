import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions about marketing e-mails with time, source and proof. What is known of before becomes the first of each. */
export class Consents1797800000000 implements MigrationInterface {
  readonly name = 'Consents1797800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consents (
        id bigint generated always as identity primary key,
        shop_id text not null,
        customer_id uuid not null references customers,
        consent text not null check (consent in ('granted', 'denied')),
        decided_at timestamptz not null,
        recorded_at timestamptz not null,
        source text not null,
        proof text,
        service text,
        actor text
      );
      comment on table consents is
        'Every decision of a customer about marketing e-mails; the newest by decided_at, then id, is customers.marketing_consent.';
      comment on column consents.service is 'Null: decided before this was kept.';
      insert into consents (shop_id, customer_id, consent, decided_at, recorded_at, source)
      select shop_id, id, marketing_consent, date_trunc('milliseconds', coalesce(consent_decided_at, created_at)), now(), 'unrecorded'
      from customers where marketing_consent <> 'unknown' order by id;
      create index consents_customer on consents (customer_id, decided_at desc, id desc);
      create unique index consents_once on consents (customer_id, decided_at, consent, source);
      create trigger consents_unchanged before update on consents for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table consents');
  }
}
