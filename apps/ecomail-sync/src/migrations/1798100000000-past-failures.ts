import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A customer's story tells what stood in the way, also when it is over. */
export class PastFailures1798100000000 implements MigrationInterface {
  readonly name = 'PastFailures1798100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections add past_failures jsonb not null default '[]';
      comment on column connections.past_failures is 'The latest few failures and pauses that are over, each with its reason, its beginning and its end.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections drop past_failures');
  }
}
