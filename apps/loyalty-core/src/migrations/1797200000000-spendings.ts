import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cancelled spending names what it cancels, so that never more goes back than was taken. */
export class Spendings1797200000000 implements MigrationInterface {
  readonly name = 'Spendings1797200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger_entries add cancels uuid references ledger_entries;
      create index ledger_entries_cancels on ledger_entries (cancels) where cancels is not null;
      comment on column ledger_entries.cancels is 'The spending of which this entry gave something back.';
      alter table shops add lapsed_returns text not null default 'lapse' check (lapsed_returns in ('lapse', 'renew'));
      comment on column shops.lapsed_returns is
        'What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shops drop lapsed_returns;
      drop index ledger_entries_cancels;
      alter table ledger_entries drop cancels;
    `);
  }
}
