import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checks of what a list really shows: a lane for their repairs, what they found, and changes of status seen without a notice. */
export class DriftChecks1798500000000 implements MigrationInterface {
  readonly name = 'DriftChecks1798500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts drop constraint contacts_dirty_lane_check;
      alter table contacts add constraint contacts_dirty_lane_check check (dirty_lane between 0 and 5);
      comment on column contacts.dirty_lane is 'The lane of the write: 0 pin, 1 credit, 2 expiry warning, 3 profile, 4 export, 5 drift; the most urgent of what changed.';
      alter table verifications add origin text not null default 'notice' check (origin in ('notice', 'observed'));
      comment on column verifications.origin is 'Who told: Ecomail by a notice, or a drift check that saw another status in the list.';
      alter table connections add drift_started_at timestamptz;
      comment on column connections.drift_started_at is 'When a drift check began last by itself; null: one is due after the usual wait.';
      create table drift_checks (
        run_id uuid primary key,
        shop_id text not null,
        started_at timestamptz not null,
        finished_at timestamptz,
        checked integer not null default 0,
        skipped integer not null default 0,
        missing integer not null default 0,
        changed integer not null default 0,
        statuses integer not null default 0,
        strangers integer not null default 0,
        duplicates integer not null default 0,
        fields jsonb not null default '{}',
        lacking text[] not null default '{}',
        examples jsonb not null default '[]'
      );
      comment on table drift_checks is 'What the runs of kind drift found; the latest few of each shop.';
      comment on column drift_checks.finished_at is 'When the whole list was read; null: not yet, or it was given up.';
      comment on column drift_checks.skipped is 'Contacts of ours that were being written, so that nothing could be said of them.';
      comment on column drift_checks.fields is 'How many contacts each field differed of.';
      comment on column drift_checks.lacking is 'Fields that the list had no more, or with another type.';
      create index drift_checks_shop on drift_checks (shop_id, started_at);
      create table drift_seen (
        run_id uuid not null,
        email_key text not null,
        spelling text not null,
        customer_id uuid,
        primary key (run_id, email_key, spelling)
      );
      comment on table drift_seen is 'Whom a drift check under way has read so far; emptied at its end.';
      comment on column drift_seen.spelling is 'A keyed hash of the address as the list has it.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table drift_seen, drift_checks;
      alter table connections drop drift_started_at;
      delete from verifications where origin = 'observed';
      alter table verifications drop origin;
      update contacts set dirty_lane = 3 where dirty_lane = 5;
      alter table contacts drop constraint contacts_dirty_lane_check;
      alter table contacts add constraint contacts_dirty_lane_check check (dirty_lane between 0 and 4);
      comment on column contacts.dirty_lane is 'The lane of the write: 0 pin, 1 credit, 2 expiry warning, 3 profile, 4 export; the most urgent of what changed.';
    `);
  }
}
