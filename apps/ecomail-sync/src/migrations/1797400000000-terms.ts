import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns are called as the code and the glossary call what they hold. */
export class Terms1797400000000 implements MigrationInterface {
  readonly name = 'Terms1797400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections rename column quiet_ms to debounce_ms;
      comment on column connections.debounce_ms is 'Credit events of a contact that come within this time after one become one event.';
      alter table contacts rename column quiet_until to debounced_until;
      alter table domain_events rename column told_amount to notified_amount;
      alter table domain_events rename column looks to read_backs;
      comment on column domain_events.read_backs is 'How often it was looked for at Ecomail since the call whose answer did not come.';
      comment on table verifications is 'List notices to be checked; without a verdict one read-back of the contact is still to come.';
      comment on table domain_events is 'Every received loyalty event once, in exactly one state.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      comment on table domain_events is 'The books: every received loyalty event once, in exactly one state.';
      comment on table verifications is 'List notices to be checked; without a verdict one look at the contact is still to come.';
      comment on column domain_events.read_backs is null;
      alter table domain_events rename column read_backs to looks;
      alter table domain_events rename column notified_amount to told_amount;
      alter table contacts rename column debounced_until to quiet_until;
      comment on column connections.debounce_ms is null;
      alter table connections rename column debounce_ms to quiet_ms`);
  }
}
