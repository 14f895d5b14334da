import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who may sign in, links that let them set a password, and who changed what. */
export class People1799100000000 implements MigrationInterface {
  readonly name = 'People1799100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table people (
        id uuid primary key,
        email text not null,
        name text not null,
        role text not null check (role in ('merchant', 'operator')),
        language text not null check (language in ('cs', 'en')),
        shops text[] not null,
        password_hash text,
        created_at timestamptz not null default now(),
        disabled_at timestamptz,
        last_signed_in_at timestamptz,
        sessions_valid_from timestamptz not null default now(),
        check ((role = 'merchant') = (cardinality(shops) > 0))
      );
      create unique index people_by_email on people (lower(email));
      comment on table people is 'Who may sign in: merchants, each with shops of their own, and operators.';
      comment on column people.sessions_valid_from is 'Sessions that began earlier are over.';

      create table links (
        id uuid primary key,
        person_id uuid not null references people on delete cascade,
        kind text not null check (kind in ('invitation', 'password-reset')),
        token_hash text unique,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        mail_due_at timestamptz,
        mail_attempts integer not null default 0,
        mail_outcome text
      );
      create index links_by_person on links (person_id);
      create index links_to_mail on links (mail_due_at) where mail_due_at is not null;
      comment on table links is 'Links with which a person sets a password, once. The token is in the e-mail alone.';

      create table audit (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        person_id uuid,
        role text,
        service text not null,
        method text not null,
        path text not null,
        shop_id text,
        status integer
      );
      create index audit_by_shop on audit (shop_id, id);
      create index audit_by_person on audit (person_id, id);
      create index audit_by_time on audit (at);
      comment on table audit is 'Every change that a person asked for. Without a status its answer is not known.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit; drop table links; drop table people');
  }
}
