import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hook addresses hold a secret. They are kept with a mark in its place from now on; the next activation fills them in. */
export class HiddenHooks1795500000000 implements MigrationInterface {
  name = 'HiddenHooks1795500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('update connections set webhook_expected = null, webhook_seen = null');
  }

  async down(): Promise<void> {
    // What was hidden is not kept anywhere.
  }
}
