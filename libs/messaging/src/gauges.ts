/** What is measured when somebody asks for the metrics. Gauges that belong together come from one measurement. */
import { Gauge } from 'prom-client';
import type { DataSource } from 'typeorm';

/** Messages ready in queues of the broker, by name; a queue that cannot be asked is left out. */
export type QueueDepths = () => Promise<ReadonlyMap<string, number>>;

interface Watched {
  readonly dataSource: DataSource;
  readonly deadLetters: QueueDepths;
}

/** More are not counted: the number only tells that far too many wait. */
const depthMax = 100_000;
const watched = new Map<string, Watched>();

/** Has the outbox and the dead letters of a service measured at every question for metrics, until it is forgotten. */
export function watch(service: string, what: Watched): () => void {
  watched.set(service, what);
  return () => watched.delete(service);
}

let measuring: Promise<void> | undefined;
/** All gauges are asked at once, and every one of them waits for the same measurement. */
const collect = (): Promise<void> => (measuring ??= measureAll().finally(() => (measuring = undefined)));

const depth = new Gauge({
  name: 'outbox_messages',
  help: 'Committed messages that the broker has not confirmed yet (counted up to 100,000), by lane: live, or of runs in bulk.',
  labelNames: ['service', 'lane'] as const,
  collect,
});

const age = new Gauge({
  name: 'outbox_oldest_age_seconds',
  help: 'Age of the message of a lane that has waited longest, by its id; 0 when none waits.',
  labelNames: ['service', 'lane'] as const,
  collect,
});

const deadLetters = new Gauge({
  name: 'dead_letter_messages',
  help: 'Messages in the dead-letter queues of this service, and in unrouted, which all services share.',
  labelNames: ['queue'] as const,
  collect,
});

/** A server that does not answer leaves no value, rather than a wrong one. */
async function measureAll(): Promise<void> {
  deadLetters.reset();
  await Promise.all(
    [...watched].map(async ([service, what]) => {
      await Promise.all([measureOutbox(service, what.dataSource), measureQueues(what.deadLetters)]);
    }),
  );
}

async function measureOutbox(service: string, dataSource: DataSource): Promise<void> {
  const rows = await dataSource
    .query<{ lane: string; messages: string; oldest: string | null }[]>(measure)
    .catch(() => []);
  if (rows.length === 0) {
    for (const gauge of [depth, age]) for (const lane of ['live', 'bulk']) gauge.remove({ service, lane });
    return;
  }
  for (const { lane, messages, oldest } of rows) {
    depth.set({ service, lane }, Number(messages));
    const createdAtMs = oldest === null ? Date.now() : timeOf(oldest);
    age.set({ service, lane }, Math.max(0, Date.now() - createdAtMs) / 1000);
  }
}

async function measureQueues(depthsOf: QueueDepths): Promise<void> {
  for (const [queue, messages] of await depthsOf()) deadLetters.set({ queue }, messages);
}

const measure = ['live', 'bulk']
  .map((lane) => {
    const where = `from outbox where is_bulk = ${String(lane === 'bulk')}`;
    return `select '${lane}' as lane, (select count(*) from (select ${where} limit ${depthMax}) as waiting) as messages,
      (select message_id ${where} order by id limit 1) as oldest`;
  })
  .join(' union all ');

/** A UUIDv7 begins with its time in milliseconds. */
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
