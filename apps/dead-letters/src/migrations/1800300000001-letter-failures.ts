import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a letter failed, as its service says: the same failure is told apart from the next one. */
export class LetterFailures1800300000001 implements MigrationInterface {
  readonly name = 'LetterFailures1800300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table letters add column failed_at timestamptz;
      comment on column letters.failed_at is 'As the failing service says, of the last time; null: not said, or not known of old ones.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table letters drop column failed_at');
  }
}
