import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A token belongs to one source; those of before are of Ecomail's lists. */
export class SourceAddresses1796200000000 implements MigrationInterface {
  readonly name = 'SourceAddresses1796200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table addresses add column source text not null default 'ecomail';
      alter table addresses alter column source drop default;
      drop index addresses_one_current, addresses_one_previous;
      create unique index addresses_one_current on addresses (shop_id, source) where state = 'current';
      create unique index addresses_one_previous on addresses (shop_id, source) where state = 'previous';
      comment on table addresses is 'Secret addresses of shops, for one source each. Current and previous ones take notices, retired ones are unknown.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index addresses_one_current, addresses_one_previous;
      alter table addresses drop column source;
      create unique index addresses_one_current on addresses (shop_id) where state = 'current';
      create unique index addresses_one_previous on addresses (shop_id) where state = 'previous';
    `);
  }
}
