import type { DataRegister, SealedColumn } from '@ellity/platform';

/** The table of runs, for a migration of each service that has some. Which kinds there are is said by its code. */
export const createRunsTable = `
  create table runs (
    id uuid primary key,
    kind text not null,
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
  create index runs_shop on runs (shop_id, created_at, id);`;

/** Binds what a run is started with to its row. */
export const runContext = (runId: string): string => `run:${runId}`;

/** What of the table is sealed, for the service's command that seals secrets again. */
export const runsSealedColumn: SealedColumn = {
  table: 'runs',
  column: 'input_sealed',
  key: ['id'],
  contextOf: ({ id = '' }) => runContext(id),
};

/** What of the table is about people: nothing in the open. Cursors hold ids and counts, the actor is an id. */
export const runsRegister: DataRegister = {
  personal: [],
  impersonal: { runs: ['shop_id', 'kind', 'state', 'step', 'cursor', 'problem', 'reason', 'actor'] },
};
