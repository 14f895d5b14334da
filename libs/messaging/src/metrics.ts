/** Named after OpenTelemetry's messaging conventions (with underscores and units, as Prometheus wants them). */
import { Counter, Gauge, Histogram } from 'prom-client';
import type { DataSource } from 'typeorm';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const sentMessages = new Counter({
  name: 'messaging_client_sent_messages_total',
  help: 'Messages from the outbox that the broker confirmed, by exchange and type.',
  labelNames: ['messaging_destination_name', 'type'] as const,
});

export const consumedMessages = new Counter({
  name: 'messaging_client_consumed_messages_total',
  help: 'Settled deliveries by queue and outcome (done, no-op, retrying, failed).',
  labelNames: ['messaging_destination_name', 'outcome'] as const,
});

export const processDuration = new Histogram({
  name: 'messaging_process_duration_seconds',
  help: 'Time of one batch from its first statement to its commit.',
  labelNames: ['messaging_destination_name'] as const,
  buckets: seconds,
});

export const sendDuration = new Histogram({
  name: 'messaging_client_operation_duration_seconds',
  help: 'Time of one batch from the outbox until the broker confirmed it.',
  labelNames: ['messaging_operation_name'] as const,
  buckets: seconds,
});

/** More are not counted: the number only tells that far too many wait. */
const depthMax = 100_000;
const outboxes = new Map<string, DataSource>();

/** Has the outbox of a service measured whenever somebody asks for the metrics, until it is forgotten. */
export function watchOutbox(service: string, dataSource: DataSource): () => void {
  outboxes.set(service, dataSource);
  return () => outboxes.delete(service);
}

const depth = new Gauge({
  name: 'outbox_messages',
  help: 'Committed messages that the broker has not confirmed yet (counted up to 100,000).',
  labelNames: ['service'] as const,
  collect: () => measureAll(),
});

const age = new Gauge({
  name: 'outbox_oldest_age_seconds',
  help: 'Age of the message that has waited longest, by its id; 0 when none waits.',
  labelNames: ['service'] as const,
});

/** A database that does not answer leaves no value, rather than a wrong one. */
async function measureAll(): Promise<void> {
  await Promise.all(
    [...outboxes].map(async ([service, dataSource]) => {
      const [row] = await dataSource
        .query<{ messages: string; oldest: string | null }[]>(measure)
        .catch(() => []);
      if (!row) {
        depth.remove({ service });
        age.remove({ service });
        return;
      }
      depth.set({ service }, Number(row.messages));
      const createdAtMs = row.oldest === null ? Date.now() : timeOf(row.oldest);
      age.set({ service }, Math.max(0, Date.now() - createdAtMs) / 1000);
    }),
  );
}

const measure = `select (select count(*) from (select from outbox limit ${depthMax}) as waiting) as messages,
  (select message_id from outbox order by id limit 1) as oldest`;

/** A UUIDv7 begins with its time in milliseconds. */
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
