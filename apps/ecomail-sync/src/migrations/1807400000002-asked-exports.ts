import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever waits to be written anyhow when an export begins is part of it without a mark of their own. */
export class AskedExports1807400000002 implements MigrationInterface {
  readonly name = 'AskedExports1807400000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table exports add asked_at timestamptz, add marked_through uuid;
      comment on column exports.asked_at is 'Contacts that wait to be written since then or before are part of it without a mark; null: an export of before.';
      comment on column exports.marked_through is 'The last customer who was looked at for a mark.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table exports drop asked_at, drop marked_through');
  }
}
