import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = ['queue', 'service', 'type', 'code', 'group_id', 'shop_id'];
const nameOf = (column: string): string => `letters_${column.replace('_id', '')}`;

/**
 * Lists are of one state, so each index of theirs holds it: of a queue with nothing open any more, all open letters were
 * read. The list of all that are open has an index of its own, which no other may be planned with (`whereOf`).
 */
export class LettersOfAState1800300000002 implements MigrationInterface {
  readonly name = 'LettersOfAState1800300000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of columns) {
      await runner.query(`drop index ${nameOf(column)}`);
      await runner.query(`create index ${nameOf(column)} on letters (${column}, state, id)`);
    }
    await runner.query('drop index letters_open');
    await runner.query(`create index letters_state on letters ((state || ''), id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index letters_state');
    await runner.query(`create index letters_open on letters (id) where state = 'open'`);
    for (const column of columns) {
      await runner.query(`drop index ${nameOf(column)}`);
      await runner.query(`create index ${nameOf(column)} on letters (${column}, id)`);
    }
  }
}
