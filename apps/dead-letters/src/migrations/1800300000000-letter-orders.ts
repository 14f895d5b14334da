import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of a service's letters, and of letters of a time, are read in their order instead of being searched for. */
export class LetterOrders1800300000000 implements MigrationInterface {
  readonly name = 'LetterOrders1800300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index letters_service on letters (service, id)');
    await runner.query('create index letters_last on letters (last_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index letters_service, letters_last');
  }
}
