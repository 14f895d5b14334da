import type { RelayOptions } from './outbox/relay';
import { retryDelaysMs } from './topology';
import { deliveryLimit } from './transport/deliveries';
import type { ConsumerOptions } from './transport/queue-consumer';

export interface MessagingOptions {
  /** The service's name: `source` of its messages, first part of its queues. */
  readonly service: string;
  /** Told in dead letters. */
  readonly version: string;
  readonly rabbit: { readonly url: string };
  readonly consumer?: Partial<ConsumerOptions>;
  readonly relay?: Partial<RelayOptions>;
  /** How long a start waits for its queues to be read before it goes on, unready; default 10 s. */
  readonly startPatienceMs?: number;
  /** How long batches in work may take to end when the service stops; default 20 s. */
  readonly stopTimeoutMs?: number;
}

/** Measured; see docs/benchmarks.md. */
export const consumerDefaults: ConsumerOptions = {
  batchSizeMax: 200,
  batchWaitMs: 2,
  prefetch: 600,
  retryDelaysMs,
  deliveryLimit,
};
