import { fieldGroups } from '../fields/field-definitions';
import { causeIsGone } from './event-reasons';
import { journaled } from './journal-entries.service';

const unsent = `e.state = 'waiting' and e.intent_at is null`;
const changed = 'e.id, e.shop_id, e.customer_id';

/** Committed before the call. $2: now, $3: when to look for it should no answer come. */
export const recordIntents = `
  update domain_events e set intent_at = $2, due_at = $3, sent_to = input.email, sent_value = input.value, read_backs = 0,
    notified_amount = input.notified_amount, attempts = e.attempts + 1
  from unnest($4::uuid[], $5::text[], $6::jsonb[], $7::numeric[]) as input (id, email, value, notified_amount)
  where e.id = input.id and e.shop_id = $1 and ${unsent}
  returning e.id`;

export const recordMerged = journaled(
  `update domain_events e set state = 'merged', merged_into = input.into_id, settled_at = $2
   from unnest($3::uuid[], $4::uuid[]) as input (id, into_id)
   where e.id = input.id and e.shop_id = $1 and ${unsent}
   returning ${changed}, jsonb_build_object('into', input.into_id) as details`,
  'merged',
  '$2',
);

export const recordSuppressed = journaled(
  `update domain_events e set state = 'suppressed', reason = input.reason, settled_at = $2
   from unnest($3::uuid[], $4::text[]) as input (id, reason)
   where e.id = input.id and e.shop_id = $1 and ${unsent}
   returning ${changed}, jsonb_build_object('reason', input.reason) as details`,
  'suppressed',
  '$2',
);

/**
 * Ecomail has it: true whatever happened meanwhile, so also of one that was parked because nobody knew. $2: accepted
 * or found.
 */
export const recordDelivered = journaled(
  `update domain_events e set state = 'delivered', reason = null, settled_at = input.at, ecomail_event_id = input.ecomail_id,
     sent_to = null, sent_value = null
   from unnest($3::uuid[], $4::timestamptz[], $5::text[], $6::jsonb[]) as input (id, at, ecomail_id, details)
   where e.id = input.id and e.shop_id = $1 and e.intent_at is not null
     and (e.state = 'waiting' or (e.state = 'parked' and e.reason = 'answer-unknown'))
   returning ${changed}, input.at, $2::text as step, input.details || jsonb_build_object('ecomailId', input.ecomail_id) as details`,
  'as-returned',
  'at',
);

/**
 * Certainly not done, so due again later; nobody is notified of one whose connection was ended meanwhile. Only of the call
 * that was answered: another one may be under way by now.
 */
export const recordNotSent = journaled(
  `update domain_events e set intent_at = null, due_at = input.due_at, sent_to = null, sent_value = null,
     state = case when e.state = 'parked' then 'suppressed' else e.state end,
     reason = case when e.state = 'parked' then 'no-connection' end
   from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::jsonb[]) as input (id, intent_at, due_at, details)
   where e.id = input.id and e.shop_id = $1 and e.intent_at = input.intent_at
     and (e.state = 'waiting' or (e.state = 'parked' and e.reason = 'answer-unknown'))
   returning ${changed}, input.details`,
  'not-sent',
  '$2',
);

/** Of the call that was answered; what was sent is kept no longer. */
export const recordRefused = journaled(
  `update domain_events e set state = 'parked', reason = 'event-rejected', settled_at = $2, intent_at = null,
     sent_to = null, sent_value = null
   from unnest($3::uuid[], $4::timestamptz[], $5::jsonb[]) as input (id, intent_at, details)
   where e.id = input.id and e.shop_id = $1 and e.intent_at = input.intent_at
     and (e.state = 'waiting' or (e.state = 'parked' and e.reason = 'answer-unknown'))
   returning ${changed}, input.details || jsonb_build_object('reason', 'event-rejected') as details`,
  'parked',
  '$2',
);

/** The next read-back of an event whose answer never came. */
export const recordReadBack = `
  update domain_events e set read_backs = $5, due_at = $4
  where e.id = $2 and e.shop_id = $1 and e.state = 'waiting' and e.intent_at = $3`;

/** Only where nobody else settled it since ($4: the intent that was looked for), and where its fields are stored still. */
export const recordIntentAgain = journaled(
  `update domain_events e set intent_at = $2, due_at = $5, read_backs = 0, resends = e.resends + 1, attempts = e.attempts + 1
   from contacts c
   where e.id = $3 and e.shop_id = $1 and e.state = 'waiting' and e.intent_at = $4
     and c.shop_id = e.shop_id and c.customer_id = e.customer_id and c.email = e.sent_to and c.stored_email = c.email
     and e.contact_version <= c.stored_version and c.is_known and c.rejected_reason is null and c.stored_at > $6
   returning ${changed}, jsonb_build_object('label', e.label) as details`,
  'resent',
  '$2',
);

/** Not at Ecomail, and its contact is no longer where it was sent to: waits for the fields like one never sent. */
export const recordWithdrawn = journaled(
  `update domain_events e set intent_at = null, due_at = $2, read_backs = 0, resends = e.resends + 1, sent_to = null, sent_value = null
   where e.id = $3 and e.shop_id = $1 and e.state = 'waiting' and e.intent_at = $4
   returning ${changed}, jsonb_build_object('label', e.label, 'code', 'contact-changed') as details`,
  'not-sent',
  '$2',
);

/** Unsent credit events of these contacts wait and merge until then. */
export const recordDelayed = `
  update domain_events e set due_at = $2
  where e.shop_id = $1 and e.customer_id = any($3) and e.label = 'credit' and ${unsent}`;

/**
 * Events without a tracker event, once the fields that contain them are stored: the newest of each group is delivered,
 * which the journal of the contact says, and older ones are merged into it.
 */
export const recordStored = `
  with settled as (
    update domain_events e set
      state = case when e.id = newest.id then 'delivered' else 'merged' end,
      merged_into = nullif(newest.id, e.id), settled_at = $2
    from unnest($3::uuid[], $4::bigint[], ${fieldGroups.map((_, index) => `$${index + 5}::uuid[]`).join(', ')})
      as input (customer_id, version, ${fieldGroups.join(', ')})
    cross join lateral (values ${fieldGroups.map((group) => `('${group}', ${group})`).join(', ')})
      as newest (field_group, id)
    where e.shop_id = $1 and e.customer_id = input.customer_id and e.label is null and ${unsent}
      and e.contact_version <= input.version and e.field_group = newest.field_group
    returning ${changed}, e.merged_into)
  insert into journal (shop_id, customer_id, event_id, at, step, details)
  select shop_id, customer_id, id, $2, 'merged', jsonb_build_object('into', merged_into) from settled where merged_into is not null`;

/** Tracker events whose fields are stored now: they may be sent when they are due. */
export const recordSendable = `
  update domain_events e set is_sendable = true
  from unnest($2::uuid[], $3::bigint[]) as input (customer_id, version)
  where e.shop_id = $1 and e.customer_id = input.customer_id and e.label is not null and ${unsent}
    and not e.is_sendable and e.contact_version <= input.version`;

/** Found as sendable, and its fields are not surely stored ($3): waits until they are. The caller holds the contacts. */
export const recordUnsendable = `
  update domain_events e set is_sendable = false
  from contacts c
  where e.id = any($2) and e.shop_id = $1 and ${unsent} and c.shop_id = e.shop_id and c.customer_id = e.customer_id
    and (c.stored_at > $3 and e.contact_version <= c.stored_version and c.is_known and c.stored_email = c.email and c.rejected_reason is null) is not true`;

/** Whatever no call was made for of these customers; `$5`: only of that field group. */
export const recordParked = journaled(
  `update domain_events e set state = 'parked', reason = $4, settled_at = $2
   where e.shop_id = $1 and e.customer_id = any($3) and ($5::text is null or e.field_group = $5) and ${unsent}
   returning ${changed}, jsonb_build_object('reason', $4::text) as details`,
  'parked',
  '$2',
);

/** Of customers without a profile since $2, at most $3 of them at once. */
export const recordWithoutProfile = journaled(
  `with without_profile as materialized (
     select c.shop_id, c.customer_id from contacts c
     where c.waiting_since < $2 and exists (select 1 from domain_events e
       where e.shop_id = c.shop_id and e.customer_id = c.customer_id and ${unsent})
     order by c.shop_id, c.customer_id limit $3 for update)
   update domain_events e set state = 'parked', reason = 'no-profile', settled_at = $1
   from without_profile c
   where e.shop_id = c.shop_id and e.customer_id = c.customer_id and ${unsent}
   returning ${changed}, jsonb_build_object('reason', 'no-profile') as details`,
  'parked',
  '$1',
);

/** Where a connection has ended: nobody is notified of what waited unsent or was parked. At most $2 at once, all of shop $3. */
export const recordWithoutConnection = journaled(
  `update domain_events e set state = 'suppressed', reason = 'no-connection', settled_at = $1
   where e.id = any(array(
     select e.id from domain_events e join connections k on k.shop_id = e.shop_id and k.state = 'inactive'
     where e.state in ('waiting', 'parked') and (e.state = 'waiting' or e.reason <> 'answer-unknown')
       and e.intent_at is null and ($3::text is null or k.shop_id = $3)
     limit $2 for update of e))
   returning ${changed}, jsonb_build_object('reason', 'no-connection') as details`,
  'suppressed',
  '$1',
);

/** Calls under way when a connection ends: nobody will look for their answers. */
export const recordAnswersUnknown = journaled(
  `update domain_events e set state = 'parked', reason = 'answer-unknown', settled_at = $2
   where e.shop_id = $1 and e.state = 'waiting' and e.intent_at is not null
   returning ${changed}, jsonb_build_object('reason', 'answer-unknown') as details`,
  'parked',
  '$2',
);

/**
 * Frees parked events as if their contact had changed just now: it gets a new version and they belong to it, so the
 * fields are written again, with what these events announce, before any of them goes out. One that a call was made
 * for is looked for at Ecomail first. `input`: selects the events as id, shop_id, customer_id, reason; $1: now.
 */
const freed = (input: string, decided = `'{}'`): string =>
  journaled(
    `update domain_events e set state = 'waiting', reason = null, settled_at = null, due_at = $1, read_backs = 0,
       contact_version = raised.version, is_sendable = false
     from input join raised using (shop_id, customer_id)
     where e.id = input.id and e.state = 'parked' and e.reason = input.reason
     returning ${changed}, jsonb_build_object('reason', input.reason) || ${decided}::jsonb as details`,
    'freed',
    '$1',
    `input as (${input}),
     raised as (
       update contacts c set version = c.version + 1, dirty_since = coalesce(c.dirty_since, $1)
       where (c.shop_id, c.customer_id) in (select shop_id, customer_id from input)
       returning c.shop_id, c.customer_id, c.version),
     `,
  );

/** Of these customers ($2 shops, $3 ids): everything whose cause is gone. */
export const recordFreed = freed(
  `select e.id, e.shop_id, e.customer_id, e.reason
   from unnest($2::text[], $3::uuid[]) as input (shop_id, customer_id)
   join domain_events e on e.shop_id = input.shop_id and e.customer_id = input.customer_id and e.state = 'parked'
   join contacts c on c.shop_id = e.shop_id and c.customer_id = e.customer_id
   where ${causeIsGone}`,
);

/** Customers with something parked whose cause is gone, at most $1, locked in the order of reception. */
export const lockFreeable = `
  select c.shop_id, c.customer_id from contacts c
  where (c.shop_id, c.customer_id) in (
    select e.shop_id, e.customer_id from domain_events e
    join contacts c on c.shop_id = e.shop_id and c.customer_id = e.customer_id
    join connections k on k.shop_id = e.shop_id and k.state <> 'inactive'
    where e.state = 'parked' and (${causeIsGone}) limit $1)
  order by c.shop_id, c.customer_id for update`;

/** What a person decides about: of a shop, parked for a reason, all or those named, at most so many. */
const parkedOf = (shop: number): string => `
  select e.id, e.shop_id, e.customer_id, e.reason from domain_events e
  where e.shop_id = $${shop} and e.state = 'parked' and e.reason = $${shop + 1}
    and ($${shop + 2}::uuid[] is null or e.id = any($${shop + 2})) order by e.customer_id, e.id limit $${shop + 3}`;

/** Their contacts, in the order of reception. */
export const lockParked = `
  select 1 from contacts c where (c.shop_id, c.customer_id) in (select shop_id, customer_id from (${parkedOf(1)}) as input)
  order by c.shop_id, c.customer_id for update`;

/** $1: now, $2: who decided and why. */
export const recordFreedByOperator = freed(parkedOf(3), '$2');

export const recordDismissed = journaled(
  `update domain_events e set state = 'suppressed', reason = 'dismissed', settled_at = $1, sent_to = null, sent_value = null
   from (${parkedOf(3)}) as input
   where e.id = input.id and e.state = 'parked'
   returning ${changed}, jsonb_build_object('reason', 'dismissed', 'parked', input.reason) || $2::jsonb as details`,
  'suppressed',
  '$1',
);

/** Whatever is open of a customer who is erased, sent or not; nothing of the person stays with it. */
export const recordErased = `
  with open as (
    select id, intent_at is not null as is_sent from domain_events
    where shop_id = $1 and customer_id = $3 and state in ('waiting', 'parked') for update
  ), changed as (
    update domain_events e set state = 'suppressed', reason = 'erased', settled_at = $2, sent_to = null, sent_value = null
    from open where e.id = open.id returning e.id, e.shop_id, e.customer_id, open.is_sent
  ), written as (
    insert into journal (shop_id, customer_id, event_id, at, step, details)
    select shop_id, customer_id, id, $2, 'suppressed', '{"reason": "erased"}' from changed)
  select id, is_sent from changed`;

/** Tracker calls that merging made needless, for the status of the shop. $2 now, $3 how many. */
export const countSaved = `
  insert into delivery_hours as known (shop_id, hour, calls_saved) values ($1, date_trunc('hour', $2::timestamptz, 'UTC'), $3)
  on conflict (shop_id, hour) do update set calls_saved = known.calls_saved + excluded.calls_saved`;
