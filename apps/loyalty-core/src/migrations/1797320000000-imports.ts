import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of customers: read and checked line by line, then carried out once, however often that is interrupted. */
export class Imports1797320000000 implements MigrationInterface {
  readonly name = 'Imports1797320000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table imports (
        id uuid primary key,
        shop_id text not null references shops,
        digest text not null,
        state text not null check (state in ('checked', 'running', 'done')),
        encoding text not null,
        delimiter text not null,
        ignored_columns text[] not null,
        announce boolean not null default false,
        service text not null,
        actor text,
        created_at timestamptz not null,
        started_at timestamptz,
        finished_at timestamptz,
        unique (shop_id, digest)
      );
      comment on column imports.digest is 'Of the bytes: the same file is the same import, for ever.';
      create index imports_running on imports (created_at) where state = 'running';
      create table import_lines (
        import_id uuid not null references imports on delete cascade,
        line integer not null,
        state text not null check (state in ('invalid', 'ready', 'done', 'failed')),
        action text check (action in ('create', 'update')),
        amount numeric(12,2),
        problems jsonb,
        content text,
        primary key (import_id, line)
      );
      comment on column import_lines.content is 'Sealed; gone when the line is done.';
      create index import_lines_ready on import_lines (import_id, line) where state = 'ready';
      create index import_lines_problems on import_lines (import_id, line) where problems is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_lines, imports;');
  }
}
