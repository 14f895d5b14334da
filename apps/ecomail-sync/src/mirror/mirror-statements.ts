import { isPlain, type Plain, plainArray, textArray } from '../array-parameters';
import {
  columnsOfGroup,
  type FieldGroup,
  fieldGroups as groups,
  type NewestEvents,
} from '../fields/field-definitions';
import type { ContactRow } from './contact-change';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly valueOf: (row: ContactRow) => Plain;
}

const keyColumns: readonly Column[] = [
  { name: 'shop_id', type: 'text', valueOf: (row) => row.shopId },
  { name: 'customer_id', type: 'uuid', valueOf: (row) => row.customerId },
  { name: 'dirty_lane', type: 'smallint', valueOf: laneOf },
];

/** The most urgent of what is announced; see the comment of the column. */
function laneOf({ newest }: ContactRow): number {
  const labels = Object.values(newest).map(({ label }) => label);
  const lane = (['pin', 'credit', 'expiry'] as const).findIndex((label) => labels.includes(label));
  return lane < 0 ? 3 : lane;
}

const columnsOf = (group: FieldGroup): readonly Column[] => [
  { name: `${group}_sequence`, type: 'bigint', valueOf: (row) => row.newest[group]?.sequence ?? '0' },
  { name: `${group}_event`, type: 'uuid', valueOf: (row) => row.newest[group]?.eventId ?? null },
  ...columnsOfGroup(group).map(({ name, type }) => ({
    name,
    type,
    valueOf: (row: ContactRow) => row.newest[group]?.columns[name] ?? null,
  })),
];

const newer = (group: FieldGroup, column: string) =>
  `${column} = case when excluded.${group}_sequence > mirror.${group}_sequence then excluded.${column} else mirror.${column} end`;

/**
 * Applies rows to the mirror: per group the newest sequence wins. Every row raises the version, also an overtaken
 * one, so that what a late event needs is written before it is sent. Only the groups that a batch has are named,
 * which halves its cost where credits alone change.
 */
export function upsertContacts(
  rows: readonly ContactRow[],
  now: Date,
): { readonly name: string; readonly sql: string; readonly parameters: unknown[] } {
  const present = groups.filter((group) => rows.some(({ newest }) => newest[group] !== undefined));
  const columns = [...keyColumns, ...present.flatMap(columnsOf)];
  const name = present.join(' ');
  const sql = statements.get(name) ?? upsertStatement(present, columns);
  statements.set(name, sql);
  const parameterOf = ({ type, valueOf }: Column): unknown => {
    const values = rows.map(valueOf);
    return isPlain(type) ? plainArray(values) : textArray(values as (string | null)[]);
  };
  return { name, sql, parameters: [...columns.map(parameterOf), now] };
}

const statements = new Map<string, string>();

function upsertStatement(present: readonly FieldGroup[], columns: readonly Column[]): string {
  const names = columns.map(({ name }) => name).join(', ');
  const now = `$${columns.length + 1}::timestamptz`;
  const hasProfile = present.includes('profile');
  const assignments = present.flatMap((group) => [
    `${group}_sequence = greatest(mirror.${group}_sequence, excluded.${group}_sequence)`,
    newer(group, `${group}_event`),
    ...columnsOfGroup(group).map(({ name }) => newer(group, name)),
  ]);
  const profileAssignments = [
    'waiting_since = case when mirror.email is null and excluded.email is null then mirror.waiting_since end',
    `rejected_reason = case when excluded.profile_sequence > mirror.profile_sequence then null else mirror.rejected_reason end`,
  ];
  return `
    insert into contacts as mirror (${names}, waiting_since, dirty_since)
    select input.*, ${hasProfile ? `case when input.email is null then ${now} end` : now}, ${now}
    from unnest(${columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')}) as input (${names})
    on conflict (shop_id, customer_id) do update set
      version = mirror.version + 1,
      dirty_since = coalesce(mirror.dirty_since, excluded.dirty_since),
      dirty_lane = least(mirror.dirty_lane, excluded.dirty_lane),
      ${[...assignments, ...(hasProfile ? profileAssignments : [])].join(',\n      ')}
    where mirror.erased_at is null
    returning shop_id, customer_id, version, rejected_reason, debounced_until,
      ${groups.map((group) => `${group}_event`).join(', ')}`;
}

/** What `upsertContacts` returns of each contact, after the change; of one who was erased nothing. */
export interface AppliedContact extends NewestEvents {
  readonly shop_id: string;
  readonly customer_id: string;
  readonly version: string;
  readonly rejected_reason: string | null;
  readonly debounced_until: Date | null;
}
