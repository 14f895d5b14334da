import { Counter, Gauge } from 'prom-client';
import type { DrainedRow } from './drained-row';

const drained = new Counter({
  name: 'dead_letters_drained_total',
  help: 'Letters that were taken out of their queue and stored, by queue; those that came again with them.',
  labelNames: ['queue'] as const,
});

export const drainedQueues = new Gauge({
  name: 'dead_letters_drained_queues',
  help: 'Dead-letter queues that this process reads; unrouted is one of them.',
});

export const drainLookedAt = new Gauge({
  name: 'dead_letters_queues_looked_for_timestamp_seconds',
  help: 'When the broker last told which queues there are.',
});

export function countDrained(rows: readonly Pick<DrainedRow, 'queue'>[]): void {
  const counts = new Map<string, number>();
  for (const { queue } of rows) counts.set(queue, (counts.get(queue) ?? 0) + 1);
  for (const [queue, count] of counts) drained.inc({ queue }, count);
}
