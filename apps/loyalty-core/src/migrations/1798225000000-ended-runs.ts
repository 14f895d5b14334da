import { createEndedRunsIndex } from '@ellity/runs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ended runs get an end; an import outlives its run, or its file would be carried out again. */
export class EndedRuns1798225000000 implements MigrationInterface {
  readonly name = 'EndedRuns1798225000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${createEndedRunsIndex}
      alter table imports drop constraint imports_run_id_fkey,
        add constraint imports_run_id_fkey foreign key (run_id) references runs on delete set null;
      create index imports_run on imports (run_id) where run_id is not null;
      comment on column imports.run_id is 'The last run that carried it out; null while it waits for one, and when that run ended long ago.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table imports drop constraint imports_run_id_fkey,
        add constraint imports_run_id_fkey foreign key (run_id) references runs;
      drop index imports_run;
      drop index runs_ended;
      comment on column imports.run_id is 'The last run that carried it out; null while it waits for one.';
    `);
  }
}
