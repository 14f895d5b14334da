import type { Label } from '../mirror/contact-change';

/** The order in which tracker events go out. */
export const lanes: readonly Label[] = ['pin', 'credit', 'expiry'];

/**
 * What is due and may be told: the fields that contain it are stored under the contact's present address.
 * $1 shop, $2 now, $3 how many.
 */
export const selectDueEvents = `
  select id, customer_id, label from (
    ${lanes
      .map(
        (label, lane) => `(
      select ${lane} as lane, e.id, e.customer_id, e.label, e.due_at
      from domain_events e join contacts c on c.shop_id = e.shop_id and c.customer_id = e.customer_id
      where e.shop_id = $1 and e.label = '${label}' and e.state = 'waiting' and e.due_at <= $2 and e.intent_at is null
        and e.contact_version <= c.stored_version and c.is_known and c.stored_email = c.email and c.rejected_reason is null
      order by e.due_at limit $3)`,
      )
      .join(' union all ')}
  ) as due order by lane, due_at limit $3`;

/** Everything unsent of the given contacts and labels that the stored fields contain, locked. */
export const selectUnsentEvents = `
  select e.id, e.customer_id, e.label, e.sequence, e.numbers, e.told_amount, e.attempts, e.traceparent, c.stored_email,
    c.stored_balance
  from unnest($2::uuid[], $3::text[], $4::uuid[]) as given (customer_id, label, event_id)
  join domain_events e on e.customer_id = given.customer_id and e.label = given.label
    and (e.label <> 'expiry' or e.id = given.event_id)
  join contacts c on c.shop_id = e.shop_id and c.customer_id = e.customer_id
  where e.shop_id is not distinct from $1 and e.state = 'waiting' and e.intent_at is null
    and e.contact_version <= c.stored_version and c.is_known and c.stored_email = c.email and c.rejected_reason is null
  for update of e`;

/** Committed before the call. $6: when to look for it should no answer come. */
export const recordIntents = `
  update domain_events e set intent_at = $2, due_at = $6, sent_to = given.email, sent_value = given.value, looks = 0,
    told_amount = given.told_amount, attempts = e.attempts + 1
  from unnest($1::uuid[], $3::text[], $4::jsonb[], $5::numeric[]) as given (id, email, value, told_amount)
  where e.id = given.id`;

export const recordMerged = `
  update domain_events e set state = 'merged', merged_into = given.carrier, settled_at = $3
  from unnest($1::uuid[], $2::uuid[]) as given (id, carrier)
  where e.id = given.id`;

export const recordNetZero = `
  update domain_events set state = 'suppressed', reason = 'net-zero', settled_at = $2 where id = any($1)`;

/** From now on credit events of these contacts wait and merge; the told change is the one that fields keep showing. */
export const startQuietTime = `
  update contacts c set quiet_until = $2, last_change_amount = given.amount, last_changed_at = given.at
  from unnest($3::uuid[], $4::numeric[], $5::timestamptz[]) as given (customer_id, amount, at)
  where c.shop_id = $1 and c.customer_id = given.customer_id`;

/** Those that came before the quiet time was set. */
export const delayToQuietTime = `
  update domain_events set due_at = $2
  where shop_id is not distinct from $1 and customer_id = any($3) and label = 'credit' and state = 'waiting' and intent_at is null`;

export const recordAccepted = `
  update domain_events e set state = 'delivered', settled_at = given.at, ecomail_event_id = given.ecomail_id,
    sent_to = null, sent_value = null
  from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as given (id, at, ecomail_id)
  where e.id = given.id`;

/** Certainly not done: due again later. */
export const recordNotSent = `
  update domain_events e set intent_at = null, due_at = given.due_at, sent_to = null, sent_value = null
  from unnest($1::uuid[], $2::timestamptz[]) as given (id, due_at)
  where e.id = given.id`;

export const recordParked = `
  update domain_events e set state = 'parked', reason = given.reason, settled_at = $3, sent_to = null, sent_value = null
  from unnest($1::uuid[], $2::text[]) as given (id, reason)
  where e.id = given.id`;

/** Only where nobody else settled it since ($4: the intent that was looked for), and where its fields are stored still. */
export const recordIntentAgain = `
  update domain_events e set intent_at = $2, due_at = $3, looks = 0, resends = e.resends + 1, attempts = e.attempts + 1
  from contacts c
  where e.id = $1 and e.state = 'waiting' and e.intent_at = $4
    and c.shop_id = e.shop_id and c.customer_id = e.customer_id and c.email = e.sent_to and c.stored_email = c.email
    and e.contact_version <= c.stored_version and c.is_known and c.rejected_reason is null
  returning e.id`;

/**
 * Not at Ecomail, and its contact is no longer where it was sent to: told anew once the fields are stored, or parked
 * ($4: why) with the other events of a contact that cannot be written.
 */
export const recordUnsentAgain = `
  update domain_events set intent_at = null, due_at = $2, looks = 0, resends = resends + 1, sent_to = null, sent_value = null,
    state = case when $4::text is null then state else 'parked' end, reason = $4,
    settled_at = case when $4::text is not null then $2::timestamptz end
  where id = $1 and state = 'waiting' and intent_at = $3
  returning id`;
