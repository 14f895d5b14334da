import { createRunsTable } from '@ellity/runs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports become runs: an import knows its last one, and may end before its last line. */
export class Runs1797500000000 implements MigrationInterface {
  readonly name = 'Runs1797500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createRunsTable);
    await runner.query(`
      alter table imports add column run_id uuid references runs,
        drop constraint imports_state_check,
        add constraint imports_state_check check (state in ('checked', 'running', 'stopped', 'done'));
      comment on column imports.run_id is 'The last run that carried it out; null while it waits for one.';
      comment on column imports.state is 'stopped: its run was cancelled or failed; what was done stays, the rest may be started again.';
      drop index imports_running;
      create index imports_running on imports (shop_id, created_at) where state = 'running';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update imports set state = 'checked' where state = 'stopped';
      alter table imports drop column run_id, drop constraint imports_state_check,
        add constraint imports_state_check check (state in ('checked', 'running', 'done'));
      drop index imports_running;
      create index imports_running on imports (created_at) where state = 'running';
      drop table runs;
    `);
  }
}
