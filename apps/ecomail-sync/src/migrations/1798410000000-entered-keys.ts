import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key may be entered before a list is chosen, and an ended connection keeps none. */
export class EnteredKeys1798410000000 implements MigrationInterface {
  readonly name = 'EnteredKeys1798410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connections alter key_sealed drop not null, alter list_id set default 0, alter list_name set default '';
      update connections set key_sealed = null, key_hash = '', key_tail = '' where state = 'inactive';
      comment on column connections.key_sealed is 'Null: the connection was ended, and the key forgotten.';
      comment on column connections.list_id is '0: a key was entered, and no list was ever chosen.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from connections where key_sealed is null or list_id = 0;
      alter table connections alter key_sealed set not null, alter list_id drop default, alter list_name drop default`);
  }
}
