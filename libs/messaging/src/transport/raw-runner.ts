import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { failureOf } from '../errors';
import type { Transaction, Transactions } from '../outbox/transaction';
import type { Outcomes, Received } from './batch-runner';
import { databaseRetryMs, isDatabaseAway } from '@ellity/platform';
import { type Fault, inGroups } from './groups';

/** A message as it lies in a queue: nothing of it was checked. */
export interface RawDelivery {
  /** The queue that was read. */
  readonly queue: string;
  /** How it was published; of a forwarded message the default exchange and a queue's name. */
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
  /** AMQP properties such as `messageId`, `type`, `userId` (vouched for by the broker), `timestamp`. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly redelivered: boolean;
  /** Of the whole batch; the message is acknowledged after its commit. */
  readonly transaction: Transaction;
}

/**
 * Stages or writes what becomes of a raw message. Sees each at least once, and must notice repeats itself: nothing is
 * known of it by which the inbox could. What it throws keeps the message in its queue.
 */
export type RawHandler = (delivery: RawDelivery) => Promise<void> | void;

/** Runs a raw handler over messages: one transaction for all, and one for each smaller group where that failed. */
export class RawRunner {
  private readonly logger = new Logger('consumer');

  constructor(
    private readonly queue: string,
    private readonly handle: RawHandler,
    private readonly transactions: Transactions,
    private readonly isStopping: () => boolean,
  ) {}

  read(message: ConsumeMessage): Received {
    return { message };
  }

  async run(received: readonly Received[]): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    await inGroups(
      received,
      (group) => this.attempt(group, outcomes),
      ({ message }, error) => outcomes.set(message, { kind: 'failed', failure: failureOf(error) }),
    );
    return outcomes;
  }

  private async attempt(
    received: readonly Received[],
    outcomes: Outcomes,
  ): Promise<Fault<Received> | undefined> {
    let inHand: Received | undefined;
    try {
      await this.transactions.run(async (transaction) => {
        for (const one of received) {
          inHand = one;
          await this.handle(this.deliveryOf(one.message, transaction));
        }
        inHand = undefined;
      });
      for (const { message } of received) outcomes.set(message, { kind: 'done' });
      return undefined;
    } catch (error) {
      if (!isDatabaseAway(error)) return { error, item: inHand };
      if (this.isStopping()) throw error;
      this.logger.warn(`${this.queue} waits for the database: ${failureOf(error).code}`);
      await delay(databaseRetryMs);
      return this.attempt(received, outcomes);
    }
  }

  private deliveryOf({ content, properties, fields }: ConsumeMessage, transaction: Transaction): RawDelivery {
    const { exchange, routingKey, redelivered } = fields;
    const { headers, ...rest } = properties;
    return {
      queue: this.queue,
      exchange,
      routingKey,
      body: content,
      headers: headers ?? {},
      properties: rest,
      redelivered,
      transaction,
    };
  }
}
