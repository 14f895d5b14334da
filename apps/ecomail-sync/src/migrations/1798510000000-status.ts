import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the status of a connection says that no other table knows. */
export class Status1798510000000 implements MigrationInterface {
  readonly name = 'Status1798510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table delivery_hours (
        shop_id text not null,
        hour timestamptz not null,
        calls_saved integer not null default 0,
        last_success_at timestamptz,
        primary key (shop_id, hour)
      );
      create index delivery_hours_hour on delivery_hours (hour);
      comment on table delivery_hours is 'The delivery of a shop in the hours of the last week.';
      comment on column delivery_hours.calls_saved is 'Tracker calls that were not made, because their changes went out with another.';
      comment on column delivery_hours.last_success_at is 'When Ecomail answered well last, to a second.';
      create table automation_samples (
        shop_id text primary key,
        sampled_at timestamptz not null,
        contacts integer not null,
        started integer not null
      );
      comment on table automation_samples is 'A look into Ecomail''s automation log of a few contacts that had a tracker event.';
      comment on column automation_samples.started is 'Of the contacts, those of whom the log has anything since their first event.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table automation_samples, delivery_hours');
  }
}
