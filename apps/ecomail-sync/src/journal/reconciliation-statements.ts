export interface StateRow {
  readonly type: string;
  readonly state: string;
  readonly reason: string | null;
  readonly events: number;
  readonly resent: number;
}

/**
 * Rows that are there, and those that retention removed. The expression has the index `domain_events_of_shop`: one of
 * the plain column would tempt the planner to read a whole shop where it should read one customer.
 */
const inStates = `
  select source, type, date_trunc('hour', occurred_at, 'UTC') as hour, state, reason, count(*) as events, sum(resends) as resent
  from domain_events where shop_id || '' = $1 group by 1, 2, 3, 4, 5
  union all
  select source, type, hour, state, reason, events, resent from event_sums where shop_id = $1`;

export const selectStates = `
  select type, state, reason, sum(events)::int as events, sum(resent)::int as resent
  from (${inStates}) as counted group by 1, 2, 3`;

export const selectReceived = `
  select source, type, sum(messages)::int as messages from event_receptions where shop_id = $1 group by 1, 2`;

export const selectHours = `
  select type, hour, sum(received)::int as received, sum(events)::int as "inStates"
  from (select source, type, hour, 0 as received, events from (${inStates}) as counted
        union all
        select source, type, hour, messages, 0 from event_receptions where shop_id = $1) as both_sides
  group by source, type, hour having sum(received) <> sum(events) order by hour, type limit 100`;

export const selectAcknowledged = `
  select type, missing, reason, actor, at from acknowledged_differences where shop_id = $1 order by id`;
