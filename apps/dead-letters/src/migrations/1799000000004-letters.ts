import { createEndedRunsIndex, createRunsTable } from '@ellity/runs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const states = ['open', 'taken', 'delivered', 'discarded'];

/** Letters and their groups, whose counts the database keeps; what was done with them, and by whom. */
export class Letters1799000000004 implements MigrationInterface {
  readonly name = 'Letters1799000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createGroups);
    await runner.query(createLetters);
    await runner.query(keepCounts);
    await runner.query(createActions);
    await runner.query(`${createRunsTable} ${createEndedRunsIndex}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table audit, attempts, actions, runs, letter_totals, letters, group_hours, groups',
    );
    await runner.query('drop function count_letters, refuse_change');
  }
}

const createGroups = `
  create table groups (
    id uuid primary key,
    fingerprint text not null unique,
    service text not null,
    queue text not null,
    type text not null,
    code text not null,
    message text not null,
    frames text not null,
    note text,
    is_on_hold boolean not null default false,
    first_at timestamptz not null,
    last_at timestamptz not null,
    seen_at timestamptz,
    announced_at timestamptz,
    ${states.map((state) => `${state} integer not null default 0 check (${state} >= 0)`).join(', ')}
  );
  comment on table groups is 'Letters that failed alike: same service, queue, type, code, message and top frames.';
  comment on column groups.open is 'Letters in this state; kept by triggers of letters, like the three beside it.';
  create index groups_open on groups (last_at desc, id) where open > 0;
  create index groups_new on groups (first_at) where announced_at is null;
  create index groups_last on groups (last_at desc, id);

  create table group_hours (
    group_id uuid not null references groups on delete cascade,
    hour timestamptz not null,
    letters integer not null,
    primary key (group_id, hour)
  );
  comment on table group_hours is 'How many came in each hour, those that came back with them.';`;

const createLetters = `
  create table letters (
    id uuid primary key,
    group_id uuid not null references groups,
    identity text not null,
    queue text not null,
    failing_queue text,
    message_id text not null,
    exchange text not null,
    routing_key text not null,
    service text not null,
    service_version text,
    sender text,
    type text not null,
    shop_id text,
    customer_id uuid,
    trace_id text,
    code text not null,
    message text not null,
    stack text,
    attempts integer,
    occurred_at timestamptz,
    first_at timestamptz not null,
    last_at timestamptz not null,
    returns integer not null default 0,
    state text not null default 'open' check (state in (${states.map((state) => `'${state}'`).join(', ')})),
    settled_at timestamptz,
    action_id uuid,
    bytes integer not null,
    content_sealed text,
    edited_sealed text,
    address_hashes text[],
    is_replayable boolean not null,
    sent_back_at timestamptz,
    seen_at timestamptz,
    erased_at timestamptz,
    unique (queue, identity),
    check ((state = 'taken') = (action_id is not null)),
    check ((state in ('delivered', 'discarded')) = (settled_at is not null))
  );
  comment on table letters is 'Messages that nobody tries again by themselves, drained from the broker, and what became of them.';
  comment on column letters.id is 'UUIDv7: newer letters have greater ids.';
  comment on column letters.identity is 'Message id and keyed hash of the body: the same message again is the same letter.';
  comment on column letters.content_sealed is 'Body, headers and the way back; gone when the person is erased.';
  comment on column letters.returns is 'How often it came again, after a replay or by itself.';
  comment on column letters.sent_back_at is 'Went back once by itself, because the delivery limit had sent it here.';
  create index letters_group on letters (group_id, id);
  create index letters_open on letters (id) where state = 'open';
  create index letters_shop on letters (shop_id, id);
  create index letters_customer on letters (customer_id, id) where customer_id is not null;
  create index letters_message on letters (message_id);
  create index letters_queue on letters (queue, id);
  create index letters_type on letters (type, id);
  create index letters_code on letters (code, id);
  create index letters_action on letters (action_id) where action_id is not null;
  create index letters_settled on letters (settled_at) where settled_at is not null;
  create index letters_addresses on letters using gin (address_hashes) where address_hashes is not null;
  create index letters_limit on letters (first_at)
    where code = 'delivery-limit' and state = 'open' and sent_back_at is null;

  create table letter_totals (
    shop_id text not null,
    type text not null,
    state text not null,
    letters bigint not null,
    primary key (shop_id, type, state)
  );
  comment on table letter_totals is 'Letters that retention deleted, by what had become of them; no shop is an empty text.';`;

const deltas = (source: string, sign: string): string =>
  `select group_id, state, ${sign}count(*)::int as n from ${source} group by 1, 2`;
/** Groups are locked in one order everywhere, so that two that count never wait for each other. */
const counted = (changes: string, tables: string): string => `
  perform from groups where id in (${tables}) order by id for no key update;
  update groups set ${states.map((state) => `${state} = groups.${state} + sums.${state}`).join(', ')}
  from (select group_id, ${states
    .map((state) => `coalesce(sum(n) filter (where state = '${state}'), 0)::int as ${state}`)
    .join(', ')}
    from (${changes}) as changes group by group_id) as sums
  where groups.id = sums.group_id;`;
const idsIn = (...sources: readonly string[]): string =>
  sources.map((source) => `select group_id from ${source}`).join(' union ');

const keepCounts = `
  create function count_letters() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then ${counted(deltas('added', ''), idsIn('added'))}
    elsif tg_op = 'DELETE' then ${counted(deltas('gone', '-'), idsIn('gone'))}
    else ${counted(`${deltas('added', '')} union all ${deltas('gone', '-')}`, idsIn('added', 'gone'))}
    end if;
    return null;
  end $$;
  create trigger letters_added after insert on letters
    referencing new table as added for each statement execute function count_letters();
  create trigger letters_gone after delete on letters
    referencing old table as gone for each statement execute function count_letters();
  create trigger letters_changed after update on letters
    referencing old table as gone new table as added for each statement execute function count_letters();`;

const createActions = `
  create table actions (
    id uuid primary key,
    run_id uuid,
    kind text not null check (kind in ('replay', 'discard', 'restore', 'edit')),
    actor text not null,
    why text not null,
    filter jsonb not null,
    parameters jsonb not null,
    newest uuid,
    matched integer not null,
    outcome text check (outcome in ('done', 'cancelled', 'failed')),
    stopped text,
    created_at timestamptz not null default now(),
    ended_at timestamptz
  );
  comment on table actions is 'What was asked for: the filter as it was at the start, and the newest letter that it means.';
  comment on column actions.stopped is 'Why a replay stopped itself; null while it goes on.';
  create index actions_created on actions (created_at desc, id);

  create table attempts (
    id uuid primary key,
    action_id uuid not null references actions on delete cascade,
    letter_id uuid not null references letters on delete cascade,
    place bigint not null,
    person text,
    state text not null default 'chosen'
      check (state in ('chosen', 'sending', 'sent', 'retrying', 'done', 'no-op', 'failed', 'skipped')),
    code text,
    code_before text not null,
    group_before uuid not null,
    group_after uuid,
    came_back boolean not null default false,
    sent_at timestamptz,
    settled_at timestamptz,
    unique (action_id, letter_id)
  );
  comment on table attempts is 'One letter in one action. Its id travels with the message, and comes back with its outcome.';
  comment on column attempts.place is 'The order in which the action goes through its letters.';
  comment on column attempts.person is 'Whose letters go in their order: the customer, or the hash of an address.';
  create index attempts_letter on attempts (letter_id);
  create index attempts_person on attempts (action_id, person, place) where person is not null;
  create index attempts_order on attempts (action_id, state, place);

  create table audit (
    id uuid primary key,
    at timestamptz not null default now(),
    actor text not null,
    service text not null,
    what text not null,
    why text,
    action_id uuid,
    group_id uuid,
    letter_id uuid,
    filter jsonb,
    before jsonb,
    after jsonb
  );
  comment on table audit is 'Who did what, when and why. Rows are added only.';
  create index audit_at on audit (at desc, id);
  create index audit_action on audit (action_id) where action_id is not null;
  create function refuse_change() returns trigger language plpgsql as $$
  begin raise exception 'the audit is added to only'; end $$;
  create trigger audit_is_kept before update or delete or truncate on audit
    for each statement execute function refuse_change();`;
