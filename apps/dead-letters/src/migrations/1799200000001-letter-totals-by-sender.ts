import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose messages the deleted letters were: only so can a sender's count of what it published be closed with them. */
export class LetterTotalsBySender1799200000001 implements MigrationInterface {
  readonly name = 'LetterTotalsBySender1799200000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table letter_totals add column sender text not null default '';
      alter table letter_totals alter column sender drop default;
      alter table letter_totals drop constraint letter_totals_pkey;
      alter table letter_totals add primary key (shop_id, type, state, sender);
      comment on column letter_totals.sender is 'Empty where it was not known, or deleted before it was counted.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table letter_totals rename to by_sender;
      alter table by_sender drop constraint letter_totals_pkey;
      create table letter_totals (
        shop_id text not null, type text not null, state text not null, letters bigint not null,
        primary key (shop_id, type, state));
      insert into letter_totals select shop_id, type, state, sum(letters) from by_sender group by 1, 2, 3;
      drop table by_sender`);
  }
}
