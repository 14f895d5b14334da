import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A merchant is e-mailed when the connection to Ecomail stopped by itself. */
export class MerchantMails1798420000000 implements MigrationInterface {
  readonly name = 'MerchantMails1798420000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table mail_settings add contact_email text;
      comment on column mail_settings.contact_email is 'Who at the shop is told that something stopped; null: the reply address.';
      alter table mail_connections add reason text, add texts jsonb,
        add mail_state text not null default 'none' check (mail_state in ('none', 'waiting', 'sent', 'refused', 'dropped')),
        add mail_id uuid, add mail_since timestamptz, add mail_due_at timestamptz, add mail_attempts integer not null default 0;
      comment on column mail_connections.texts is 'Why the connection stopped by itself and what to do about it.';
      comment on column mail_connections.mail_state is 'Of the e-mail that tells the merchant so.';
      create index mail_connections_due on mail_connections (mail_due_at) where mail_state = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index mail_connections_due;
      alter table mail_connections drop reason, drop texts, drop mail_state, drop mail_id, drop mail_since, drop mail_due_at, drop mail_attempts;
      alter table mail_settings drop contact_email`);
  }
}
