import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Membership follows consent, and an intent ends by itself. What consent was carried out before nobody recorded: every
 * contact is gone through once, which makes a call only where membership and consent differ by our doing.
 */
export class Consent1796700100000 implements MigrationInterface {
  readonly name = 'Consent1796700100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table memberships add column open_until timestamptz;
      alter table memberships add column is_return boolean not null default false;
      update memberships set open_until = at + interval '1 hour' where cause = 'ourselves' and written_at is null;
      alter table memberships drop column written_at;
      comment on table memberships is 'What is known about who is in a list, and who caused it.';
      comment on column memberships.open_until is
        'Of a change by us that is not known to have been made: until then it may show. Null: it was made.';
      comment on column memberships.is_return is 'The change is to bring back somebody whom we had put out.';
      alter table contacts add column consent_carried text;
      comment on column contacts.consent_carried is 'The consent that membership at Ecomail follows; null: none yet.';
      update contacts set dirty_since = coalesce(dirty_since, now())
        where is_known and consent in ('granted', 'denied') and email is not null and rejected_reason is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts drop column consent_carried;
      alter table memberships add column written_at timestamptz;
      update memberships set written_at = at where cause = 'ourselves' and open_until is null;
      alter table memberships drop column open_until;
      alter table memberships drop column is_return;
      comment on table memberships is
        'What is known about membership. A row of ourselves without written_at is an intent, committed before the call.'`);
  }
}
