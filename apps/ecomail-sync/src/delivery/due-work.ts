import { callLanes, type Lane, unconfirmedLane, writeLanes } from '../accounts/lanes';
import type { WorkKind } from './key-worker';

const eventsDue = (shop: string, lane: number, now: string): string =>
  `domain_events e where e.shop_id = ${shop} and e.due_lane = ${lane} and e.due_at <= ${now} order by e.due_at`;

/**
 * One probe of a partial index for each line of a shop: the first entry in the order of the index. Without the order, a
 * planner that takes what is due for frequent would read the table from its beginning instead.
 */
/** Contacts that only an export would write are due while it goes on: not while it is paused, nor when it has ended. */
const isExporting = (shop: string): string => `
  exists (select from runs r where r.shop_id = ${shop} and r.kind = 'export' and r.state in ('waiting', 'running'))`;

const lines = (shop: string, now: string): string => {
  const line = (kind: WorkKind, lane: Lane, probe: string): string =>
    `('${kind}', '${lane}', (select true from ${probe} limit 1))`;
  return [
    ...writeLanes.map((lane, number) =>
      line(
        'writes',
        lane,
        `contacts c where c.shop_id = ${shop} and c.due_lane = ${number}
          ${lane === 'export' ? `and ${isExporting(shop)}` : ''} order by c.dirty_since`,
      ),
    ),
    ...callLanes.map((lane, number) => line('calls', lane, eventsDue(shop, number, now))),
    line(
      'notices',
      'checks',
      `verifications v where v.shop_id = ${shop} and v.verdict is null and v.due_at <= ${now} order by v.due_at`,
    ),
    line('unconfirmed', 'checks', eventsDue(shop, unconfirmedLane, now)),
  ].join(',\n    ');
};

/** The lines of these shops ($2) that have something to do at $1. */
export const selectLines = `
  select input.shop_id as "shopId", line.kind, line.lane
  from unnest($2::text[]) as input (shop_id)
  cross join lateral (values ${lines('input.shop_id', '$1::timestamptz')}) as line (kind, lane, has_work)
  where line.has_work`;

/** Every shop that is in a partial index on its first column, by one probe each. */
const shopsIn = (name: string, rows: string): string => `
  ${name} as (
    (select min(shop_id) as shop_id from (select shop_id from ${rows} order by shop_id limit 1) as first)
    union all
    select (select one.shop_id from ${rows} and one.shop_id > seen.shop_id order by one.shop_id limit 1)
    from ${name} as seen where seen.shop_id is not null)`;

/**
 * Active shops with something to do at $1, with their keys. It reads a few index entries for each shop that has
 * anything waiting, however much that is, and nothing of the others.
 */
export const selectShopsWithWork = `
  with recursive ${[
    shopsIn('writes', 'contacts one where one.due_lane is not null'),
    shopsIn('events', 'domain_events one where one.due_lane is not null'),
    shopsIn('notices', 'verifications one where one.verdict is null'),
  ].join(',')},
  waiting as (
    select shop_id from writes union select shop_id from events union select shop_id from notices)
  select k.shop_id as "shopId", k.key_hash as "keyHash"
  from waiting join connections k on k.shop_id = waiting.shop_id and k.state = 'active'
  where exists (select 1 from (values ${lines('k.shop_id', '$1::timestamptz')}) as line (kind, lane, has_work)
    where line.has_work)`;
