import { queuePartOf } from '@ellity/messaging';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { type MeasuredQueue, QueuesService } from './queues.service';

let measured: (() => readonly MeasuredQueue[]) | undefined;

const labelNames = ['queue', 'role'] as const;
type QueueGauge = Gauge<(typeof labelNames)[number]>;

const messages: QueueGauge = new Gauge({
  name: 'broker_queue_messages',
  help: 'Messages of a queue, those that a consumer holds with them, at the last look; without a look of the last minute no value.',
  labelNames,
  collect: () => set(messages, ({ messages: count }) => count),
});
const ages: QueueGauge = new Gauge({
  name: 'broker_queue_oldest_age_seconds',
  help: 'How long the oldest message of a queue has waited, as far as it was seen; 0 when none waits.',
  labelNames,
  collect: () => set(ages, ({ oldestMs }) => oldestMs / 1_000),
});

function set(gauge: QueueGauge, valueOf: (queue: MeasuredQueue) => number): void {
  gauge.reset();
  for (const queue of measured?.() ?? [])
    gauge.set({ queue: queue.name, role: queuePartOf(queue.name).role }, valueOf(queue));
}

/** Tells at every question for metrics how the queues of the broker are. */
@Injectable()
export class QueueGaugesService implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(private readonly queues: QueuesService) {}

  onApplicationBootstrap(): void {
    measured = () => this.queues.measured();
  }

  onModuleDestroy(): void {
    measured = undefined;
  }
}
