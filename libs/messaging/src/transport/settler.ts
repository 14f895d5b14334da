import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { type Outgoing, publishConfirmed } from '../broker/publisher';
import type { Failure } from '../errors';
import type { Outcome, Received } from './batch-runner';
import { deliveriesOf, deliveryLimitFailure } from './deliveries';
import type { InHand } from './in-hand';
import { afterFailure, outcomeName, type OutcomeName, reportOf, type ServiceIdentity } from './settlement';

/** What is done with the messages of a batch once their outcomes are committed. */
export interface Settler {
  /** Whether messages are given up that crashed their consumers too often. */
  readonly givesUp: boolean;
  /** Why a message is not worked on any more; undefined for all others. */
  givenUp(message: ConsumeMessage): Failure | undefined;
  /** Rejects when the batch is unsettled: it will come again. */
  settle(hand: InHand, batch: readonly Received[], outcomes: Outcomes): Promise<void>;
}
export type Outcomes = ReadonlyMap<ConsumeMessage, Outcome>;

/** A delivery that failed, and whether it is tried again. */
export interface FailedDelivery {
  readonly message: ConsumeMessage;
  readonly failure: Failure;
  readonly name: OutcomeName;
}
/** Told of the deliveries of a batch after their settlement: how many ended how, and each that failed. */
export type OnSettled = (
  queue: string,
  counts: ReadonlyMap<OutcomeName, number>,
  failed: readonly FailedDelivery[],
) => void;

export interface ForwardingOptions {
  readonly retryDelaysMs: readonly number[];
  /** Deliveries without a settlement (crashes) after which a message is sent back once, then dead-lettered. */
  readonly deliveryLimit: number;
}

/** Forwards what failed to a retry or dead-letter queue, reports replays, then acknowledges the whole batch. */
export class ForwardingSettler implements Settler {
  readonly givesUp = true;

  constructor(
    private readonly queue: string,
    private readonly options: ForwardingOptions,
    private readonly identity: ServiceIdentity,
    private readonly onSettled: OnSettled,
  ) {}

  givenUp(message: ConsumeMessage): Failure | undefined {
    const isWornOut = deliveriesOf(message) >= this.options.deliveryLimit;
    return isWornOut ? deliveryLimitFailure(message, this.identity.service) : undefined;
  }

  /** Failed messages are first stored where they go, and replays reported, confirmed. */
  async settle(hand: InHand, batch: readonly Received[], outcomes: Outcomes): Promise<void> {
    const { retryDelaysMs } = this.options;
    const outgoing: Outgoing[] = [];
    for (const [message, outcome] of outcomes) {
      if (outcome.kind === 'failed') {
        outgoing.push(afterFailure(message, this.queue, outcome.failure, retryDelaysMs, this.identity));
      }
      const report = reportOf(message, this.queue, outcome, retryDelaysMs, this.identity);
      if (report) outgoing.push(report);
    }
    if (outgoing.length > 0) await publishConfirmed(hand.channel, outgoing);
    hand.acknowledge(batch);
    this.tell(outcomes);
  }

  private tell(outcomes: Outcomes): void {
    const counts = new Map<OutcomeName, number>();
    const failed: FailedDelivery[] = [];
    for (const [message, outcome] of outcomes) {
      const name = outcomeName(message, outcome, this.options.retryDelaysMs, this.identity.service);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (outcome.kind === 'failed') failed.push({ message, failure: outcome.failure, name });
    }
    this.onSettled(this.queue, counts, failed);
  }
}

/** For queues without retry and dead-letter queues of their own: what failed stays in its queue and comes again. */
export class GivingBackSettler implements Settler {
  readonly givesUp = false;
  private readonly logger = new Logger('consumer');

  constructor(
    private readonly queue: string,
    private readonly pauseMs: number,
  ) {}

  givenUp(): undefined {
    return undefined;
  }

  /**
   * A failure makes the queue wait for some seconds, so that it is not asked for the same message all the time. Where all
   * went well, one acknowledgement is for all: batches of such a queue are settled one after the other, in their order.
   */
  async settle(hand: InHand, batch: readonly Received[], outcomes: Outcomes): Promise<void> {
    const { channel } = hand;
    const failed: ConsumeMessage[] = [];
    for (const [message, outcome] of outcomes) {
      if (outcome.kind !== 'failed') continue;
      this.logger.error({ queue: this.queue, code: outcome.failure.code }, outcome.failure.message);
      failed.push(message);
    }
    const last = batch.at(-1);
    if (failed.length === 0) {
      if (last) hand.acknowledgeUpTo(last.message);
      return;
    }
    for (const message of outcomes.keys()) if (!failed.includes(message)) channel.ack(message);
    await delay(this.pauseMs);
    for (const message of failed) channel.nack(message, false, true);
  }
}
