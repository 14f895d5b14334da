import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A write that nobody got the answer of is remembered by its contacts. */
export class UnansweredWrites1797000000000 implements MigrationInterface {
  readonly name = 'UnansweredWrites1797000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add open_write uuid;
      alter table contacts add write_again_at timestamptz;
      comment on column contacts.open_write is 'The write under way; or one whose answer nobody got, which may land yet.';
      comment on column contacts.write_again_at is 'When an unanswered write can land no more: then the contact is written again.';
      create index contacts_write_again on contacts (write_again_at) where write_again_at is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contacts drop open_write, drop write_again_at');
  }
}
