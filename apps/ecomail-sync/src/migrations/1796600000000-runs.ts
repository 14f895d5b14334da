import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Long work in chunks that survives its process, and when a connection's fields were last compared with its list. */
export class Runs1796600000000 implements MigrationInterface {
  readonly name = 'Runs1796600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table runs (
        id uuid primary key,
        kind text not null check (kind in ('activation', 'fields')),
        shop_id text not null,
        state text not null default 'waiting'
          check (state in ('waiting', 'running', 'paused', 'done', 'failed', 'cancelled')),
        step text not null,
        cursor jsonb not null default '{}',
        input_sealed text,
        total integer,
        done integer not null default 0,
        failed integer not null default 0,
        reason text,
        problem jsonb,
        actor text,
        attempts integer not null default 0,
        created_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        finished_at timestamptz,
        due_at timestamptz not null default now(),
        lease uuid,
        lease_until timestamptz
      );
      comment on table runs is 'Long work, one transaction a chunk. This table is the truth: whatever process holds the lease goes on from the cursor.';
      comment on column runs.cursor is 'How far it came, recorded in the transaction of the chunk that came so far.';
      comment on column runs.input_sealed is 'What it was started with, sealed; gone when it has ended.';
      comment on column runs.problem is 'Why it failed: status, code and detail of the answer.';
      comment on column runs.lease_until is 'By the clock of the database. After it, another process takes the run over.';
      create unique index runs_open on runs (shop_id, kind) where state in ('waiting', 'running', 'paused');
      create index runs_due on runs (due_at) where state in ('waiting', 'running');
      create index runs_shop on runs (shop_id, created_at, id);
      alter table connections add fields_checked_at timestamptz;
      comment on column connections.fields_checked_at is 'When the list was last looked at for fields that are missing.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table runs');
    await runner.query('alter table connections drop fields_checked_at');
  }
}
