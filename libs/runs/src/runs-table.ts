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

/** For a migration of each service that has the table: ended runs are found by their age when they go. */
export const createEndedRunsIndex =
  'create index runs_ended on runs (finished_at) where finished_at is not null;';

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

/** $1 lease, $2 seconds that it lasts, $3 the kinds that this process knows. */
export const claimRun = `
  update runs set state = 'running', lease = $1, lease_until = now() + make_interval(secs => $2), changed_at = now()
  where id = (
    select id from runs
    where state in ('waiting', 'running') and due_at <= now() and (lease_until is null or lease_until < now())
      and kind = any($3)
    order by due_at limit 1 for update skip locked
  ) returning *`;

/** Runs of these kinds ($1) that are due later, and in how many ms. */
export const selectWaiting = `
  select id, ceil(extract(epoch from due_at - now()) * 1000)::int as wait from runs
  where state = 'waiting' and due_at > now() and kind = any($1) order by due_at limit 1000`;

/**
 * First of all in a transaction that records a chunk ($1 the run) or gives an order. Whoever asked first is next: a
 * waiter for the row alone can be overtaken by chunk after chunk, since the row of a moment ago is not that of now.
 */
export const takeTurn = `select pg_advisory_xact_lock(hashtextextended('run:' || $1::text, 0))`;

/** The same for parts of a chunk, beside one another; an order waits for all of them, and those that come later for it. */
export const takeTurnBeside = `select pg_advisory_xact_lock_shared(hashtextextended('run:' || $1::text, 0))`;

/** The same for the open runs of a shop ($1), of one kind or all ($2 null). */
export const takeTurns = `
  select pg_advisory_xact_lock(hashtextextended('run:' || id::text, 0)) from (
    select id from runs
    where shop_id = $1 and state in ('waiting', 'running', 'paused') and ($2::text is null or kind = $2) order by id
  ) as open_runs`;

export const holdRun = `select 1 from runs where id = $1 and lease = $2 and state = 'running' for update`;

/** Whether the run ($1) is still held by $2; under a turn nobody gives it an order meanwhile. */
export const isHeld = `select 1 from runs where id = $1 and lease = $2 and state = 'running'`;

/** $2 how many more are done by a part, $3 total. Last of all in its transaction, so that parts hardly wait for one another. */
export const countPart =
  'update runs set done = done + $2, total = coalesce($3, total), changed_at = now() where id = $1';

/** $2 the next step or null, $3 cursor, $4 total, $5 done by this chunk, $6 seconds until the next one, $7 why it pauses. */
export const recordChunk = `
  update runs set step = coalesce($2, step),
    state = case when $2::text is null then 'done' when $7::text is not null then 'paused'
      when $6::float8 > 0 then 'waiting' else 'running' end,
    cursor = $3, total = $4, done = done + $5, attempts = 0, reason = $7, changed_at = now(),
    finished_at = case when $2::text is null then now() end, due_at = now() + make_interval(secs => $6::float8),
    lease = case when $2::text is not null and $6::float8 = 0 and $7::text is null then lease end,
    lease_until = case when $2::text is not null and $6::float8 = 0 and $7::text is null then lease_until end,
    input_sealed = case when $2::text is not null then input_sealed end
  where id = $1 returning *`;

export const keepRun = `
  update runs set lease_until = now() + make_interval(secs => $3) where id = $1 and lease = $2`;

export const releaseRun = `
  update runs set state = 'waiting', lease = null, lease_until = null where id = $1 and lease = $2 returning 1`;

/** $3 reason, $4 seconds until the next attempt. */
export const retryRun = `
  update runs set state = 'waiting', lease = null, lease_until = null, attempts = attempts + 1, reason = $3,
    failed = failed + 1, changed_at = now(), due_at = now() + make_interval(secs => $4)
  where id = $1 and lease = $2 and state = 'running'`;

/** $3 reason, $4 problem. */
export const failRun = `
  update runs set state = 'failed', reason = $3, problem = $4, finished_at = now(), changed_at = now(),
    lease = null, lease_until = null, input_sealed = null
  where id = $1 and lease = $2 and state = 'running' returning 1`;

/** $2 state, $3 reason. */
export const orderRun = `
  update runs set state = $2, reason = $3, changed_at = now(), due_at = now(), lease = null, lease_until = null,
    attempts = 0, finished_at = case when $2 = 'cancelled' then now() end,
    input_sealed = case when $2 <> 'cancelled' then input_sealed end
  where id = $1 returning *`;

/** $2 reason, $3 kind or null for all. */
export const cancelOpenRuns = `
  update runs set state = 'cancelled', reason = $2, finished_at = now(), changed_at = now(), lease = null,
    lease_until = null, input_sealed = null
  where shop_id = $1 and state in ('waiting', 'running', 'paused') and ($3::text is null or kind = $3)`;

export const insertRun = `
  insert into runs (id, kind, shop_id, step, cursor, input_sealed, actor) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (shop_id, kind) where state in ('waiting', 'running', 'paused') do nothing
  returning *`;

/** $1 shop or null, $2 and $3 the keys of the last one of the page before or null, $4 how many. */
export const selectRuns = `
  select * from runs where ($1::text is null or shop_id = $1)
    and ($2::timestamptz is null or (date_trunc('milliseconds', created_at), id) < ($2, $3::uuid))
  order by date_trunc('milliseconds', created_at) desc, id desc limit $4`;

/** $1 days, $2 how many at once. The newest of its kind in a shop stays: it says when that was done last. */
export const deleteEnded = `
  delete from runs where id = any(array(
    select id from runs as ended
    where finished_at < now() - make_interval(days => $1)
      and exists (select from runs as newer where newer.shop_id = ended.shop_id and newer.kind = ended.kind
        and (newer.created_at, newer.id) > (ended.created_at, ended.id))
    order by finished_at limit $2 for update skip locked))`;
