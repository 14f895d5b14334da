import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what merchants fill in as well, what was written is remembered: only that may be cleared. */
export class WrittenParts1797000100000 implements MigrationInterface {
  readonly name = 'WrittenParts1797000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts add written_parts text[] not null default '{}';
      comment on column contacts.written_parts is
        'Which of name, surname and phone hold what we wrote under stored_email; the others are the merchant''s.';
      update contacts set written_parts = array_remove(array[
        case when first_name is not null then 'name' end, case when last_name is not null then 'surname' end,
        case when phone is not null then 'phone' end], null)
      where is_known and email is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contacts drop written_parts');
  }
}
