import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may go is found by index; the counts of one shop are read without those of others. */
export class Retention1797110000000 implements MigrationInterface {
  readonly name = 'Retention1797110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table event_receptions add column is_sum boolean not null default false;
      comment on column event_receptions.is_sum is 'Several batches of the hour in one row; others were not looked at yet.';
      comment on table event_receptions is 'Messages applied, by the hour in which their events happened; batches of one hour become one row.';
      drop index event_receptions_shop;
      create index event_receptions_shop on event_receptions (shop_id, hour);
      create index event_receptions_fresh on event_receptions (shop_id) where not is_sum;

      create index domain_events_of_shop on domain_events ((shop_id || ''));
      comment on index domain_events_of_shop is 'For counting a shop. An expression, so that no statement of delivery can be planned with it.';
      create index verifications_received on verifications using brin (received_at) with (autosummarize = on);
      alter index domain_events_received set (autosummarize = on);
      alter index inbox_received_at set (autosummarize = on)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index inbox_received_at reset (autosummarize);
      alter index domain_events_received reset (autosummarize);
      drop index verifications_received, domain_events_of_shop, event_receptions_fresh, event_receptions_shop;
      create index event_receptions_shop on event_receptions (shop_id);
      alter table event_receptions drop column is_sum`);
  }
}
