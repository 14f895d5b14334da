import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Ecomail does not take of a contact is left out alone, and people see it. */
export class LeftOutFields1796700400000 implements MigrationInterface {
  readonly name = 'LeftOutFields1796700400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add column left_out jsonb not null default '{}';
      comment on column contacts.left_out is 'Fields without which the contact was last written, each with its reason.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contacts drop column left_out');
  }
}
