/**
 * Enters events into the reconciliation. Nobody is notified of what happens while a shop has no connection; a paused one keeps
 * everything waiting; what belongs to a contact that cannot be written is parked.
 */
export const insertDomainEvents = `
  insert into domain_events (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, received_at,
    contact_version, label, announce, numbers, reference, entry_id, state, reason, due_at, settled_at, traceparent)
  select input.id, input.source, input.shop_id, input.customer_id, input.type, input.field_group, input.sequence,
    input.occurred_at, $15::timestamptz, input.contact_version, input.label, input.announce, input.numbers, input.reference,
    input.entry_id, outcome.state, outcome.reason, input.due_at, case when outcome.state <> 'waiting' then $15::timestamptz end, input.traceparent
  from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::timestamptz[],
      $9::bigint[], $10::text[], $11::boolean[], $12::jsonb[], $13::text[], $14::uuid[], $16::timestamptz[], $17::text[], $18::text[])
    as input (id, source, shop_id, customer_id, type, field_group, sequence, occurred_at, contact_version, label,
      announce, numbers, reference, entry_id, due_at, parked_reason, traceparent)
  left join connections using (shop_id)
  cross join lateral (select
    case when coalesce(connections.state, 'inactive') = 'inactive' then 'suppressed'
         when input.parked_reason is not null then 'parked' else 'waiting' end,
    case when coalesce(connections.state, 'inactive') = 'inactive' then 'no-connection'
         else input.parked_reason end) as outcome (state, reason)`;

/** What a batch received, by the hour in which it happened: counted apart from the events, so that a lost row shows. */
export const insertReceptions = `
  insert into event_receptions (shop_id, source, type, hour, messages)
  select shop_id, source, type, date_trunc('hour', occurred_at, 'UTC'), count(*)
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as input (shop_id, source, type, occurred_at)
  group by 1, 2, 3, 4`;
