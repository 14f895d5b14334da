import { callLanes, unconfirmedLane, writeLanes } from '../accounts/lanes';
import { testMode } from '../mirror/test-mode';

export const selectConnection = 'select * from connections where shop_id = $1';

const eventLanes = [
  ...callLanes.map((lane, number) => `('${lane}', ${number})`),
  `('unconfirmed', ${unconfirmedLane})`,
];

const contactLanes = writeLanes.map((lane, number) => `('${lane}', ${number})`);

/** What waits of a shop ($1) by lane: each part reads one partial index, which holds only what waits. */
export const selectLanes = `
  with events as (
    select lane, waiting.* from (values ${eventLanes.join(', ')}) as lanes (lane, number)
    cross join lateral (
      select count(*)::int as events, min(e.due_at) as oldest, max(e.due_at) as last_due from domain_events e
      where e.shop_id = $1 and e.due_lane = lanes.number) as waiting),
  contacts as (
    select lane, waiting.* from (values ${contactLanes.join(', ')}) as lanes (lane, number)
    cross join lateral (
      select count(*)::int as contacts, min(c.dirty_since) as oldest from contacts c
      where c.shop_id = $1 and c.due_lane = lanes.number) as waiting)
  select lane, coalesce(contacts, 0) as contacts, coalesce(events, 0) as events,
    least(c.oldest, e.oldest) as oldest, e.last_due
  from contacts c full join events e using (lane)`;

/** Events of all shops of a key ($1) that are due or will be; counted no further than it matters. */
export const selectOfKey = `
  select count(*)::int as count from (
    select from domain_events e
    where e.due_lane is not null and e.shop_id in (select shop_id from connections where key_hash = $1 and state = 'active')
    limit 100000) as waiting`;

/** $1 shop, $2 now. */
export const selectActivity = `
  select max(last_success_at) as last_success_at,
    coalesce(sum(calls_saved) filter (where hour > $2::timestamptz - interval '24 hours'), 0)::int as calls_saved
  from delivery_hours where shop_id = $1`;

export const countRejected = `
  select count(*) filter (where rejected_reason <> '${testMode}')::int as count,
    count(*) filter (where rejected_reason = '${testMode}')::int as "keptBack"
  from contacts where shop_id = $1 and rejected_reason is not null`;

export const selectRejected = `
  select customer_id as "customerId", rejected_reason as reason from contacts
  where shop_id = $1 and rejected_reason is not null and rejected_reason <> '${testMode}' order by customer_id limit 5`;
