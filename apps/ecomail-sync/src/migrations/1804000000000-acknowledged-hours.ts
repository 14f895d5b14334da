import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Differences between the services are found hour by hour, and explained so. */
export class AcknowledgedHours1804000000000 implements MigrationInterface {
  readonly name = 'AcknowledgedHours1804000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table acknowledged_differences add hour timestamptz;
      comment on column acknowledged_differences.hour is 'Null: of the type as a whole.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table acknowledged_differences drop hour');
  }
}
