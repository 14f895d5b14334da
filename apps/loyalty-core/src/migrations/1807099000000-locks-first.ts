import { lockTables } from '@ellity/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Those that follow are one transaction with it and would take these tables in another order than awards and imports do.
 * Whoever carries out or takes in a file holds its row of `imports` from the beginning, and so is waited for first.
 */
export class LocksFirst1807099000000 implements MigrationInterface {
  readonly name = 'LocksFirst1807099000000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = [
      'imports',
      'import_lines',
      'customers',
      'ledger_entries',
      'lots',
      'lot_movements',
      'outbox',
    ];
    await lockTables(runner, tables);
  }

  async down(): Promise<void> {}
}
