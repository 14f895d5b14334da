import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ledger entry needs no command: it keeps who asked (service and person) and under which key or run; a lot may lapse. */
export class Postings1796001000000 implements MigrationInterface {
  readonly name = 'Postings1796001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger_entries rename command_source to service;
      alter table ledger_entries add actor text, add run_id uuid,
        drop constraint sign_follows_kind,
        add constraint sign_follows_kind check (
          (kind in ('award', 'return') and amount > 0) or (kind in ('spend', 'revoke', 'lapse') and amount < 0)
        );
      comment on column ledger_entries.service is 'Who asked; http in entries of before callers were named.';
      comment on column ledger_entries.actor is 'The person for whom the service asked.';
      comment on column ledger_entries.run_id is 'The night or the import that the entry belongs to.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger_entries drop actor, drop run_id, drop constraint sign_follows_kind,
        add constraint sign_follows_kind check (
          (kind in ('award', 'return') and amount > 0) or (kind in ('spend', 'revoke') and amount < 0)
        );
      alter table ledger_entries rename service to command_source;
      comment on column ledger_entries.command_source is null;
    `);
  }
}
