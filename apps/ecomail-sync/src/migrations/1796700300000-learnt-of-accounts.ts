import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What writes showed about an account outlives the process that saw it. */
export class LearntOfAccounts1796700300000 implements MigrationInterface {
  readonly name = 'LearntOfAccounts1796700300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections add column counts_meaningless boolean not null default false;
      alter table connections add column writes_late boolean not null default false;
      comment on column connections.counts_meaningless is 'The account counts less than it writes.';
      comment on column connections.writes_late is 'The account shows a write later than it answers: each batch is waited for.';
      update connections set is_proven = false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections drop column counts_meaningless, drop column writes_late');
  }
}
