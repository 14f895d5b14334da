import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A membership is noted before its call and confirmed after it: room on the page spares its index the second time. */
export class RoomInMemberships1807400000001 implements MigrationInterface {
  readonly name = 'RoomInMemberships1807400000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table memberships set (fillfactor = 50)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table memberships reset (fillfactor)');
  }
}
