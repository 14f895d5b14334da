import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports of all customers: a lane of their own for their writes, which contacts are still to be written, and the counts. */
export class Exports1797990000000 implements MigrationInterface {
  readonly name = 'Exports1797990000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts drop constraint contacts_dirty_lane_check;
      alter table contacts add constraint contacts_dirty_lane_check check (dirty_lane between 0 and 4);
      comment on column contacts.dirty_lane is 'The lane of the write: 0 pin, 1 credit, 2 expiry warning, 3 profile, 4 export; the most urgent of what changed.';
      alter table contacts add export_run uuid;
      comment on column contacts.export_run is 'The export that is to write it, until it has; stays where Ecomail refused it.';
      create index contacts_export on contacts (shop_id, export_run, customer_id) where export_run is not null;
      create table exports (
        run_id uuid primary key,
        shop_id text not null,
        stored integer not null default 0,
        unchanged integer not null default 0,
        writing_since timestamptz
      );
      comment on table exports is 'What the runs of kind export did: contacts written, and contacts that were at Ecomail already as they are.';
      comment on column exports.writing_since is 'When all contacts were marked; null: not yet.';
      create index exports_shop on exports (shop_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table exports;
      alter table contacts drop export_run;
      update contacts set dirty_lane = 3 where dirty_lane = 4;
      alter table contacts drop constraint contacts_dirty_lane_check;
      alter table contacts add constraint contacts_dirty_lane_check check (dirty_lane between 0 and 3);
      comment on column contacts.dirty_lane is 'The lane of the write: 0 pin, 1 credit, 2 expiry warning, 3 profile; the most urgent of what changed.';
    `);
  }
}
