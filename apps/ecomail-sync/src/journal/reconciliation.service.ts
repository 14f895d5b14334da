import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readsByIndex } from '../by-index';
import type {
  Acknowledged,
  DifferingHour,
  EventCounts,
  EventState,
  ReceivedHour,
  Reconciliation,
} from './reconciliation';

interface StateRow {
  readonly kind: 'state';
  readonly type: string;
  readonly state: string;
  readonly reason: string | null;
  readonly events: number;
  readonly resent: number;
}

type DifferingRow = DifferingHour & { readonly kind: 'hour' };

interface ReceivedRow {
  readonly source: string;
  readonly type: string;
  readonly messages: number;
}

export const owner = 'loyalty-core';

/**
 * Shows whether an event was lost after its reception: in = delivered + merged + suppressed + parked + waiting. `in`
 * is counted by reception in a table of its own, so an event whose row is gone, doubled or of another shop is a
 * difference. That everything was received is compared with loyalty-core: see comparison.ts.
 */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One snapshot of everything, rows that retention removed included; receptions by hour from `since` on, where it is given. */
  of(shopId: string, since?: string): Promise<Reconciliation> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query(readsByIndex);
      await manager.query(readsManyRows);
      const counted: (StateRow | DifferingRow)[] = await manager.query(selectCounted, [shopId]);
      const rows = counted.filter((row) => row.kind === 'state');
      const differingHours = counted
        .filter((row) => row.kind === 'hour')
        .map(({ type, hour, received, inStates }) => ({ type, hour, received, inStates }));
      const received: ReceivedRow[] = await manager.query(selectReceived, [shopId]);
      const hours: ReceivedHour[] =
        since === undefined ? [] : await manager.query(selectReceivedHours, [shopId, owner, since]);
      const acknowledged: Acknowledged[] = await manager.query(selectAcknowledged, [shopId]);
      const types = new Set([...rows, ...received].map(({ type }) => type));
      const byType = Object.fromEntries(
        [...types].map((type) => {
          const isOfType = (row: { readonly type: string }) => row.type === type;
          return [type, countsOf(rows.filter(isOfType), received.filter(isOfType))];
        }),
      );
      return {
        shopId,
        consistent: differingHours.length === 0,
        ...countsOf(rows, received),
        byType,
        reasons: reasonsOf(rows),
        resent: sum(rows.map((row) => row.resent)),
        differingHours,
        hours,
        acknowledged,
      };
    });
  }

  /** An operator explains a difference to what loyalty-core counted; it is shown and counts as explained from now on. */
  async acknowledge(shopId: string, difference: Omit<Acknowledged, 'at'>): Promise<void> {
    await this.dataSource.query(
      'insert into acknowledged_differences (shop_id, type, hour, missing, reason, actor, at) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        ...[shopId, difference.type, difference.hour, difference.missing],
        ...[difference.reason, difference.actor, this.clock.now()],
      ],
    );
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function countsOf(rows: readonly StateRow[], received: readonly ReceivedRow[]): EventCounts {
  const of = (state: EventState) =>
    sum(rows.filter((row) => row.state === state).map(({ events }) => events));
  return {
    in: sum(received.map(({ messages }) => messages)),
    elsewhere: sum(received.filter(({ source }) => source !== owner).map(({ messages }) => messages)),
    delivered: of('delivered'),
    merged: of('merged'),
    suppressed: of('suppressed'),
    parked: of('parked'),
    waiting: of('waiting'),
  };
}

function reasonsOf(rows: readonly StateRow[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { reason, events } of rows)
    if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + events;
  return reasons;
}

/** Where the rows of a shop lie, each for itself: with the usual memory whole pages are noted, and read again for each row. */
const readsManyRows = `set local work_mem = '64MB'`;

/**
 * Rows that are there, and those that retention removed. The expression has the index `domain_events_of_shop`: one of
 * the plain column would tempt the planner to read a whole shop where it should read one customer. Hours of UTC by
 * `date_bin`, which takes half the time of `date_trunc`.
 */
const inStates = `
  select source, type, date_bin('1 hour', occurred_at, timestamptz '2000-01-01Z') as hour, state, reason, count(*) as events, sum(resends) as resent
  from domain_events where shop_id || '' = $1 group by 1, 2, 3, 4, 5
  union all
  select source, type, hour, state, reason, events, resent from event_sums where shop_id = $1`;

/** The events of a shop by state, and the hours in which they differ from what was received; all rows are read once for both. */
export const selectCounted = `
  with counted as materialized (${inStates}),
  states as (
    select type, state, reason, sum(events)::int as events, sum(resent)::int as resent from counted group by 1, 2, 3),
  hours as (
    select type, hour, sum(received)::int as received, sum(events)::int as events
    from (select source, type, hour, 0 as received, events from counted
          union all
          select source, type, hour, messages, 0 from event_receptions where shop_id = $1) as both_sides
    group by source, type, hour having sum(received) <> sum(events) order by hour, type limit 100)
  select 'state' as kind, type, state, reason, events, resent, null as hour, null as received, null as "inStates" from states
  union all
  select 'hour', type, null, null, null, null, hour, received, events from hours
  order by hour, type`;

export const selectReceived = `
  select source, type, sum(messages)::int as messages from event_receptions where shop_id = $1 group by 1, 2`;

export const selectReceivedHours = `
  select type, case when hour >= $3 then hour end as hour, sum(messages)::int as received
  from event_receptions where shop_id = $1 and source = $2 group by 1, 2`;

const selectAcknowledged = `
  select type, hour, missing, reason, actor, at from acknowledged_differences where shop_id = $1 order by id`;
