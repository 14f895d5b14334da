import { lockTables } from '@ellity/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those that follow are one transaction with it, and would take these tables in another order than what is written meanwhile. */
export class LocksFirst1807099000000 implements MigrationInterface {
  readonly name = 'LocksFirst1807099000000';

  async up(runner: QueryRunner): Promise<void> {
    await lockTables(runner, ['exports', 'contacts', 'outbox']);
  }

  async down(): Promise<void> {}
}
