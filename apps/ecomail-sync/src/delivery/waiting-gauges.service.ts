import { Clock } from '@ellity/platform';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';

interface Measured {
  readonly what: 'events' | 'contacts' | 'parked';
  readonly name: string;
  readonly count: string;
  readonly oldest: Date | null;
}

const measurers = new Set<() => Promise<void>>();
let measuring: Promise<void> | undefined;
/** Gauges that belong together come from one measurement. */
const collect = (): Promise<void> => (measuring ??= measureAll().finally(() => (measuring = undefined)));

const gauge = <Label extends string>(name: string, help: string, label: Label) =>
  new Gauge({ name, help, labelNames: [label], collect });

const gauges = {
  events: gauge(
    'ecomail_events_waiting',
    'Tracker events that are due and whose fields are stored, by lane.',
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
  parked: gauge(
    'ecomail_events_parked',
    'Parked events by reason; the runbook says what frees them.',
    'reason',
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
    for (const { what, name, count, oldest } of rows) {
      if (what === 'parked') gauges.parked.set({ reason: name }, Number(count));
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

/** Each part reads one partial index, which holds only what waits. */
const selectWaiting = `
  select 'events' as what, lane as name, count(e.due_lane) as count, min(e.due_at) as oldest
  from unnest('{pin,credit,expiry}'::text[]) with ordinality as lanes (lane, number)
  left join domain_events e on e.due_lane = lanes.number - 1 and e.due_at <= $1
  group by lane
  union all
  select 'contacts', lane, count(c.due_lane), min(c.dirty_since)
  from unnest('{pin,credit,expiry,profile}'::text[]) with ordinality as lanes (lane, number)
  left join contacts c on c.due_lane = lanes.number - 1
  group by lane
  union all
  select 'parked', reason, count(*), null from domain_events where state = 'parked' group by reason`;
