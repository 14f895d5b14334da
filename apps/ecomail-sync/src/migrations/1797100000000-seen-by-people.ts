import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people ask for is found by index: refused and incomplete contacts, the last notice about a list. */
export class SeenByPeople1797100000000 implements MigrationInterface {
  readonly name = 'SeenByPeople1797100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections add column webhook_seen_at timestamptz;
      update connections set webhook_seen_at = changed_at;
      comment on column connections.webhook_seen_at is 'When the list was looked at for webhook_seen.';

      create index contacts_rejected on contacts (shop_id, customer_id) where rejected_reason is not null;
      create index contacts_incomplete on contacts (shop_id, customer_id) where left_out <> '{}';
      create index verifications_list on verifications (shop_id, list_id, received_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index verifications_list, contacts_incomplete, contacts_rejected;
      alter table connections drop column webhook_seen_at`);
  }
}
