import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the messages of deleted letters were made: what a sender published is closed with them hour by hour. */
export class LetterTotalsByHour1804000000000 implements MigrationInterface {
  readonly name = 'LetterTotalsByHour1804000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table letter_totals add column hour timestamptz not null default '-infinity';
      alter table letter_totals alter column hour drop default;
      alter table letter_totals drop constraint letter_totals_pkey;
      alter table letter_totals add primary key (shop_id, type, state, sender, hour);
      comment on column letter_totals.hour is 'In which the message was made; -infinity where it was not known, or deleted before it was counted.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table letter_totals rename to by_hour;
      alter table by_hour drop constraint letter_totals_pkey;
      create table letter_totals (
        shop_id text not null, type text not null, state text not null, letters bigint not null, sender text not null,
        primary key (shop_id, type, state, sender));
      insert into letter_totals select shop_id, type, state, sum(letters), sender from by_hour group by 1, 2, 3, 5;
      drop table by_hour`);
  }
}
