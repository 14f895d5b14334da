import type { Label } from '../mirror/contact-change';

/** The order of a contact's own tracker events. */
export const labelsInOrder: readonly Label[] = ['pin', 'credit', 'expiry'];

/**
 * The first few contacts with an event that is due in a lane, and of each what is due first: a turn of the credit lane
 * carries the contact's PIN where that waits as well, so that its events keep their order.
 * $1 shop, $2 now, $3 how many, $4 contacts with a call under way, $5 the lane's number.
 */
export const selectDueEvents = `
  select distinct on (first.id) first.id, first.customer_id, first.label
  from (
    select e.customer_id from domain_events e
    where e.shop_id = $1 and e.due_lane = $5 and e.due_at <= $2 and e.customer_id <> all ($4::uuid[])
    order by e.due_at limit $3
  ) as due
  cross join lateral (
    select e.id, e.customer_id, e.label from domain_events e
    where e.shop_id = $1 and e.customer_id = due.customer_id and e.state = 'waiting' and e.intent_at is null
      and e.is_sendable and e.due_at <= $2
    order by array_position('{${labelsInOrder.join(',')}}', e.label), e.due_at limit 1
  ) as first`;

/**
 * Contacts that are about to have an event sent, and were written too long ago ($4) to be sure of what is there: they
 * are to be written, in the lane of the event. $5: now. The caller holds them.
 */
export const markStale = `
  update contacts c set dirty_since = coalesce(c.dirty_since, $5), dirty_lane = least(c.dirty_lane, input.lane)
  from (select customer_id, min(lane) as lane from unnest($2::uuid[], $3::smallint[]) as due (customer_id, lane) group by customer_id) as input
  where c.shop_id = $1 and c.customer_id = input.customer_id and (c.stored_at > $4) is not true`;

/** Everything unsent of the given contacts and labels that the stored fields contain and surely show ($5), locked. */
export const selectUnsentEvents = `
  select e.id, e.customer_id, e.label, e.sequence, e.numbers, e.notified_amount, e.attempts, e.traceparent, c.stored_email,
    c.stored_balance,
    case e.label when 'pin' then (e.numbers->>'dropped')::boolean = (c.pin_sealed is null)
      when 'expiry' then e.id = c.warning_event else true end as is_shown
  from unnest($2::uuid[], $3::text[], $4::uuid[]) as input (customer_id, label, event_id)
  join domain_events e on e.customer_id = input.customer_id and e.label = input.label
    and (e.label <> 'expiry' or e.id = input.event_id)
  join contacts c on c.shop_id = e.shop_id and c.customer_id = e.customer_id
  where e.shop_id is not distinct from $1 and e.state = 'waiting' and e.intent_at is null
    and e.contact_version <= c.stored_version and c.is_known and c.stored_email = c.email and c.rejected_reason is null
    and c.stored_at > $5
  for update of e`;

/** From now on credit events of these contacts wait and merge; the change sent is the one that fields keep showing. */
export const startDebounceWindow = `
  update contacts c set debounced_until = $2, last_change_amount = input.amount, last_changed_at = input.at
  from unnest($3::uuid[], $4::numeric[], $5::timestamptz[]) as input (customer_id, amount, at)
  where c.shop_id = $1 and c.customer_id = input.customer_id`;
