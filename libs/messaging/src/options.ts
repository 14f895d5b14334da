import type { RelayOptions } from './outbox/relay';
import type { AnswerRefused } from './refused-message';
import { retryDelaysMs } from './topology';
import { deliveryLimit } from './transport/deliveries';
import type { ConsumerOptions } from './transport/queue-consumer';
import type { ForwardingOptions } from './transport/settler';

export interface MessagingOptions {
  /** The service's name: `source` of its messages, first part of its queues. */
  readonly service: string;
  /** Told in dead letters. */
  readonly version: string;
  readonly rabbit: { readonly url: string };
  /** Tells senders that their message was refused, where that can be told. */
  readonly answerRefused?: AnswerRefused;
  readonly consumer?: Partial<ReadingOptions>;
  readonly relay?: Partial<RelayOptions>;
  /** How long a start waits for its queues to be read before it goes on, unready; default 10 s. */
  readonly startPatienceMs?: number;
  /** How long batches in work may take to end when the service stops; default 20 s. */
  readonly stopTimeoutMs?: number;
}

/** How queues are read and their messages settled. */
export type ReadingOptions = Omit<ConsumerOptions, 'batchesAtOnce'> &
  ForwardingOptions & {
    /** How long a raw queue waits after a failure before the message comes again. */
    readonly giveBackPauseMs: number;
  };

/** Measured; see docs/benchmarks.md. */
export const consumerDefaults: ReadingOptions = {
  batchSizeMax: 200,
  batchWaitMs: 2,
  fillWaitMs: 0,
  prefetch: 600,
  bytesMax: Infinity,
  retryDelaysMs,
  deliveryLimit,
  giveBackPauseMs: 5_000,
};
