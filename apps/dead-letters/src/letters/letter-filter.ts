import { isDeadLetterQueue } from '@ellity/messaging';
import type { LetterState } from './letter';

/** Which letters are meant. Empty: all in the state. */
export interface LetterFilter {
  readonly ids?: readonly string[];
  readonly groupId?: string;
  readonly queue?: string;
  readonly service?: string;
  readonly type?: string;
  readonly code?: string;
  readonly shopId?: string;
  readonly customerId?: string;
  readonly messageId?: string;
  /** Failed at or after it, as an instant. */
  readonly since?: string;
  /** Failed before it. */
  readonly until?: string;
}

type Condition = readonly [name: keyof LetterFilter, sql: string];

const conditions: readonly Condition[] = [
  ['ids', 'l.id = any(?::uuid[])'],
  ['groupId', 'l.group_id = ?::uuid'],
  ['queue', 'l.queue = ?'],
  ['service', 'l.service = ?'],
  ['type', 'l.type = ?'],
  ['code', 'l.code = ?'],
  ['shopId', 'l.shop_id = ?'],
  ['customerId', 'l.customer_id = ?::uuid'],
  ['messageId', 'l.message_id = ?'],
  ['since', 'l.last_at >= ?::timestamptz'],
  ['until', 'l.last_at < ?::timestamptz'],
];

/** A failing queue means what its dead-letter queue held. One value, so that an index gives the letters in their order. */
const keptQueueOf = (queue: string): string => (isDeadLetterQueue(queue) ? queue : `${queue}.dlq`);

/**
 * As a condition on `groups` as g: those outside of it hold no letter of the filter. Undefined where it says less than two
 * things that all letters of a group share. Of two that hardly ever meet, an index of either would be read to its end.
 */
export function groupsWhereOf(
  filter: LetterFilter,
): { readonly where: string; readonly values: unknown[] } | undefined {
  const { service, type, code } = filter;
  const shared = Object.entries({ service, type, code }).filter(([, value]) => value !== undefined);
  if (shared.length < 2) return undefined;
  const parts = shared.map(([name], index) => `g.${name} = $${index + 1}`);
  return { where: parts.join(' and '), values: shared.map(([, value]) => value) };
}

/** The filter as a condition on `letters` as l; its values go behind those that are there already. */
export function whereOf(
  filter: LetterFilter,
  { state, values = [] }: { readonly state?: LetterState | undefined; readonly values?: readonly unknown[] },
): { readonly where: string; readonly values: unknown[] } {
  const all = [...values];
  const parts = conditions.flatMap(([name, sql]) => {
    if (filter[name] === undefined) return [];
    all.push(name === 'queue' ? keptQueueOf(String(filter[name])) : filter[name]);
    return [sql.replace('?', `$${all.length}`)];
  });
  // All of a state are read by an index that fits nothing else: it would be searched for what is rare in that state.
  if (state !== undefined) parts.push(`${parts.length === 0 ? "l.state || ''" : 'l.state'} = '${state}'`);
  return { where: parts.length > 0 ? parts.join(' and ') : 'true', values: all };
}
