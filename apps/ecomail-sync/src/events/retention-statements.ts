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

/** Batches of one hour become one row. */
export const sumReceptions = `
  with several as (
    select shop_id, source, type, hour from event_receptions group by 1, 2, 3, 4 having count(*) > 1 limit $1),
  removed as (
    delete from event_receptions r using several s
    where r.shop_id = s.shop_id and r.source = s.source and r.type = s.type and r.hour = s.hour
    returning r.*)
  insert into event_receptions (shop_id, source, type, hour, messages)
  select shop_id, source, type, hour, sum(messages) from removed group by 1, 2, 3, 4`;
