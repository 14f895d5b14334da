import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns are called as the code and the glossary call what they hold. */
export class Terms1797400000000 implements MigrationInterface {
  readonly name = 'Terms1797400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table domain_events rename column told_amount to notified_amount;
      comment on table domain_events is 'Every received loyalty event once, in exactly one state.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      comment on table domain_events is 'The books: every received loyalty event once, in exactly one state.';
      alter table domain_events rename column notified_amount to told_amount`);
  }
}
