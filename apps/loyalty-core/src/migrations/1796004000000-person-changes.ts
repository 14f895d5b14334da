import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of the people changed what, beside the ledger. */
export class PersonChanges1796004000000 implements MigrationInterface {
  readonly name = 'PersonChanges1796004000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person_changes (
        id bigint generated always as identity primary key,
        shop_id text not null references shops,
        customer_id uuid,
        what text not null,
        service text not null,
        actor text not null,
        changed_at timestamptz not null
      );
      create index person_changes_shop on person_changes (shop_id, id);
      comment on table person_changes is 'What services changed for people; the ledger keeps its own people.';
      create trigger person_changes_append_only before update or delete on person_changes
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table person_changes');
  }
}
