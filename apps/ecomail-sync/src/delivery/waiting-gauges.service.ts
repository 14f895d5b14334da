import { Clock } from '@ellity/platform';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { unconfirmedLane, writeLanes } from '../accounts/lanes';

interface Measured {
  readonly what: 'events' | 'contacts' | 'shops' | 'parked' | 'connections' | 'failing';
  readonly name: string;
  /** Of connections. */
  readonly reason: string;
  readonly count: string;
  readonly oldest: Date | null;
}

const measurers = new Set<() => Promise<void>>();
let measuring: Promise<void> | undefined;
/** Gauges that belong together come from one measurement. */
const collect = (): Promise<void> => (measuring ??= measureAll().finally(() => (measuring = undefined)));

const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
  new Gauge({ name, help, labelNames, collect });

const gauges = {
  events: gauge(
    'ecomail_events_waiting',
    'Tracker events that are due and whose fields are stored, by lane; `unconfirmed`: called, and no answer known.',
    'lane',
  ),
  eventAge: gauge(
    'ecomail_events_oldest_seconds',
    'How long the first of them has been due; 0 when none is.',
    'lane',
  ),
  contacts: gauge(
    'ecomail_contacts_waiting',
    'Contacts that Ecomail does not have as they are now, by lane.',
    'lane',
  ),
  contactAge: gauge(
    'ecomail_contacts_oldest_seconds',
    'How long the first of them has waited; 0 when none does.',
    'lane',
  ),
  shopAge: gauge(
    'ecomail_shop_oldest_seconds',
    'How long the first contact or event of a shop has waited, of the fifty shops that have waited longest.',
    'shop',
  ),
  parked: gauge(
    'ecomail_events_parked',
    'Parked events by reason; the runbook says what frees them.',
    'reason',
  ),
  connections: gauge(
    'ecomail_connections',
    'Connections of shops by state and, of those paused, by reason.',
    ...(['state', 'reason'] as const),
  ),
  failing: gauge(
    'ecomail_connections_failing',
    'Active connections some of whose work fails and is tried again, by kind of work.',
    'kind',
  ),
};

async function measureAll(): Promise<void> {
  for (const one of Object.values(gauges)) one.reset();
  await Promise.all([...measurers].map((measure) => measure()));
}

/** Measures what waits in the database when somebody asks for the metrics. */
@Injectable()
export class WaitingGaugesService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly measure = (): Promise<void> => this.measureNow();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    measurers.add(this.measure);
  }

  onModuleDestroy(): void {
    measurers.delete(this.measure);
  }

  /** A database that does not answer leaves no value, rather than a wrong one. */
  private async measureNow(): Promise<void> {
    const now = this.clock.now();
    const rows = await this.dataSource.query<Measured[]>(selectWaiting, [now]).catch(() => []);
    const secondsSince = (oldest: Date | null) =>
      oldest === null ? 0 : Math.max(0, now.getTime() - oldest.getTime()) / 1000;
    for (const { what, name, reason, count, oldest } of rows) {
      if (what === 'parked') gauges.parked.set({ reason: name }, Number(count));
      else if (what === 'connections') gauges.connections.set({ state: name, reason }, Number(count));
      else if (what === 'failing') gauges.failing.set({ kind: name }, Number(count));
      else if (what === 'shops') gauges.shopAge.set({ shop: name }, secondsSince(oldest));
      else if (what === 'events') {
        gauges.events.set({ lane: name }, Number(count));
        gauges.eventAge.set({ lane: name }, secondsSince(oldest));
      } else {
        gauges.contacts.set({ lane: name }, Number(count));
        gauges.contactAge.set({ lane: name }, secondsSince(oldest));
      }
    }
  }
}

/** So that however many shops there are, whoever stores the metrics can. */
const shopsMax = 50;

/** Of events and contacts each part reads one partial index, which holds only what waits. */
const selectWaiting = `
  select 'events' as what, lane as name, '' as reason, count(e.due_lane) as count, min(e.due_at) as oldest
  from (values ('pin', 0), ('credit', 1), ('expiry', 2), ('unconfirmed', ${unconfirmedLane})) as lanes (lane, number)
  left join domain_events e on e.due_lane = lanes.number and (e.due_at <= $1 or lane = 'unconfirmed')
  group by lane
  union all
  select 'contacts', lane, '', count(c.due_lane), min(c.dirty_since)
  from unnest('{${writeLanes.join()}}'::text[]) with ordinality as lanes (lane, number)
  left join contacts c on c.due_lane = lanes.number - 1
  group by lane
  union all
  (select 'shops', shop_id, '', 0, min(since) from (
     select shop_id, min(dirty_since) as since from contacts where due_lane is not null group by shop_id
     union all
     select shop_id, min(due_at) from domain_events where due_lane is not null and due_at <= $1 group by shop_id
   ) as waiting group by shop_id order by min(since) limit ${shopsMax})
  union all
  select 'parked', reason, '', count(*), null from domain_events where state = 'parked' group by reason
  union all
  select 'connections', state, coalesce(reason, ''), count(*), null from connections group by state, reason
  union all
  select 'failing', kind, '', count(*), null from connections, jsonb_object_keys(failing) as kind
  where state = 'active' group by kind`;
