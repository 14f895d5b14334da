import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What loyalty-core made of a notice, when the old address ends by itself, and notices that have an id of their sender. */
export class NoticeOutcomes1798600000000 implements MigrationInterface {
  readonly name = 'NoticeOutcomes1798600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices
        add outcome text check (outcome in ('applied', 'duplicate', 'refused')),
        add outcome_reason text,
        add outcome_amount numeric(12, 2),
        add settled_at timestamptz,
        add sender_id text,
        add check ((outcome is null) = (settled_at is null));
      comment on column notices.outcome is 'What loyalty-core made of the command; null: not said yet, or there was none.';
      comment on column notices.sender_id is 'Of a source whose notices have ids: the same id is the same notice.';
      create unique index notices_of_sender on notices (shop_id, source, sender_id) where sender_id is not null;
      create index notices_open on notices (received_at)
        where state = 'sent' or (state = 'verified' and command_type is not null and outcome is null);
      create index notices_by_address on notices (shop_id, lower(email), id desc) where email is not null;
      alter table addresses add ends_at timestamptz, add secret_sealed text;
      comment on column addresses.ends_at is 'When a previous address ends by itself; null: when it is retired.';
      comment on column addresses.secret_sealed is 'What its notices are signed with; null: the source does not sign.';
      create index addresses_ending on addresses (ends_at) where state = 'previous' and ends_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index addresses_ending;
      alter table addresses drop ends_at, drop secret_sealed;
      drop index notices_open, notices_of_sender;
      alter table notices drop outcome, drop outcome_reason, drop outcome_amount, drop settled_at, drop sender_id;
    `);
  }
}
