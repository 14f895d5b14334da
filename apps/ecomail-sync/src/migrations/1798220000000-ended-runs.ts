import { createEndedRunsIndex } from '@ellity/runs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ended runs get an end; what an export did goes with its run. */
export class EndedRuns1798220000000 implements MigrationInterface {
  readonly name = 'EndedRuns1798220000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${createEndedRunsIndex}
      alter table exports add constraint exports_run_id_fkey foreign key (run_id) references runs on delete cascade;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exports drop constraint exports_run_id_fkey; drop index runs_ended');
  }
}
