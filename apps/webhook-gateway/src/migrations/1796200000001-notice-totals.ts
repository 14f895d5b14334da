import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices are deleted after a time; how many there were is kept. */
export class NoticeTotals1796200000001 implements MigrationInterface {
  readonly name = 'NoticeTotals1796200000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notice_totals (
        shop_id text not null,
        source text not null,
        state text not null,
        verdict text,
        rejected_reason text,
        notices bigint not null,
        unique nulls not distinct (shop_id, source, state, verdict, rejected_reason)
      );
      comment on table notice_totals is 'Notices that are deleted, counted as they were at the end. Without personal data.';
      create index notices_by_age on notices (received_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index notices_by_age; drop table notice_totals');
  }
}
