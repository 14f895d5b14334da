import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new contact that Ecomail took and does not show is tried again for a while before anything is said against it. */
export class AbsentContacts1797000300000 implements MigrationInterface {
  readonly name = 'AbsentContacts1797000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add absent_since timestamptz;
      comment on column contacts.absent_since is 'Ecomail took it as new and does not show it since; null: it does, or was never asked.';
      comment on column contacts.write_again_at is
        'When an unanswered write can land no more, or a new contact is looked for again: then the contact is written again.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contacts drop absent_since');
  }
}
