import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed which settings from what to what. What is known of before, that somebody did, is taken over. */
export class SettingsChanges1797600000000 implements MigrationInterface {
  readonly name = 'SettingsChanges1797600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table settings_changes (
        id bigint generated always as identity primary key,
        shop_id text not null references shops,
        part text not null,
        service text not null,
        actor text,
        changed_at timestamptz not null,
        changes jsonb not null,
        constraint settings_changes_part check (part in ('shop', 'mails')),
        constraint settings_changes_list check (jsonb_typeof(changes) = 'array')
      );
      comment on table settings_changes is
        'Changes of settings: field, from, to. Without an actor a service did it of its own accord.';
      insert into settings_changes (shop_id, part, service, actor, changed_at, changes)
      select shop_id, 'shop', service, actor, changed_at, '[]' from person_changes
      where what in ('shop-created', 'settings-changed') order by id;
      create index settings_changes_shop on settings_changes (shop_id, id);
      create trigger settings_changes_append_only before update or delete on settings_changes
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table settings_changes');
  }
}
