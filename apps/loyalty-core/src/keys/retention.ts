import { requestKeyDays } from '@ellity/platform';

/** What is kept for how long. Ledger, lots and grants have no end; keys that moved credit are part of the ledger. */
export interface Retention {
  readonly table: string;
  readonly days: number;
  /** Rows that may go, older than `$1`. */
  readonly isOver: string;
  /** The column that says how old a row is, where older ones that stay do so for ever: a process reads them once. */
  readonly since?: string;
  /** Of a row that went: its shop, and what it is counted as. */
  readonly shop: string;
  readonly kind: string;
}

export const retentions: readonly Retention[] = [
  {
    table: 'commands',
    days: 400,
    isOver: 'claimed_at < $1 and entry_id is null and outcome is not null',
    since: 'claimed_at',
    shop: 'shop_id',
    kind: `type || ' ' || outcome`,
  },
  {
    table: 'sign_ups',
    days: 400,
    isOver: 'signed_up_at < $1',
    shop: 'shop_id',
    kind: 'reward',
  },
  // The file of an import that was never carried out goes; that it was done is remembered for ever, or it would be done again.
  {
    table: 'imports',
    days: 30,
    isOver: `created_at < $1 and state = 'checked'`,
    shop: 'shop_id',
    kind: 'state',
  },
  {
    table: 'mails',
    days: 400,
    isOver: `created_at < $1 and state not in ('waiting', 'sending')`,
    shop: 'shop_id',
    kind: `kind || ' ' || state`,
  },
  {
    table: 'pin_attempts',
    days: 30,
    isOver: 'failed_at < $1',
    shop: 'shop_id',
    kind: `'wrong-pins'`,
  },
  {
    table: 'request_keys',
    days: requestKeyDays,
    isOver: 'claimed_at < $1',
    shop: `''`,
    kind: 'route',
  },
  {
    table: 'inbox',
    days: 35,
    isOver: 'received_at < $1',
    shop: `''`,
    kind: `queue || ' ' || source`,
  },
];

/** So long a stopped import may go on. */
export const stoppedImportDays = 30;

/**
 * Lines of imports that were stopped before $1 and did not go on: what they hold is emptied, and each is said to have
 * failed, so that whoever starts the import again is told of it. Blocks of as many lines as rows go at once elsewhere.
 */
export const emptyStoppedImports = `
  with kept as materialized (
    select b.import_id, b.first_line, b.lines, b.carried from imports i join import_blocks b on b.import_id = i.id
    where i.state = 'stopped' and i.finished_at < $1 and b.content is not null
    limit 10 for share of i skip locked for update of b skip locked),
  told as (
    insert into import_lines as l (import_id, line, state, problems)
    select import_id, line, 'failed', '[{"column": null, "code": "not-in-time"}]'
    from kept cross join lateral unnest(lines[carried + 1:]) as one (line)
    on conflict (import_id, line) do update set state = excluded.state, problems = l.problems || excluded.problems),
  emptied as (
    update import_blocks b set carried = cardinality(b.lines), content = null
    from kept where b.import_id = kept.import_id and b.first_line = kept.first_line returning b.first_line)
  select count(*)::int as emptied from emptied`;
