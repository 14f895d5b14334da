/** Settled events received before $1, at most $2 of them; their counts are added in the same statement. */
export const removeSettled = `
  with removed as (
    delete from domain_events where id in (
      select id from domain_events
      where received_at < $1 and settled_at < $1 and state in ('delivered', 'merged', 'suppressed')
      limit $2 for update skip locked)
    returning shop_id, source, type, date_trunc('hour', occurred_at, 'UTC') as hour, state, reason, resends)
  insert into event_sums (shop_id, source, type, hour, state, reason, events, resent)
  select shop_id, source, type, hour, state, reason, count(*), sum(resends) from removed group by 1, 2, 3, 4, 5, 6`;

/** The oldest, by the order in which they were written. */
export const removeJournal = `
  delete from journal where id in (
    select id from (select id, at from journal order by id limit $2) as oldest where at < $1)`;

/** Messages received before $1, at most $2. */
export const removeReceived = `
  delete from inbox where ctid = any (array(
    select ctid from inbox where received_at < $1 limit $2 for update skip locked))`;

/** Batches of one hour become one row; only hours to which a batch was added are looked at. */
export const sumReceptions = `
  with fresh as (
    select distinct shop_id, source, type, hour from (
      select shop_id, source, type, hour from event_receptions where not is_sum limit $1) as added),
  removed as (
    delete from event_receptions r using fresh
    where r.shop_id = fresh.shop_id and r.hour = fresh.hour and r.source = fresh.source and r.type = fresh.type
    returning r.*)
  insert into event_receptions (shop_id, source, type, hour, messages, is_sum)
  select shop_id, source, type, hour, sum(messages), true from removed group by 1, 2, 3, 4`;

/** Hours of delivery before $1, at most $2. */
export const removeHours = `
  delete from delivery_hours where ctid = any (array(
    select ctid from delivery_hours where hour < $1 limit $2 for update skip locked))`;
