import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { failureOf } from '../errors';
import type { Transaction, Transactions } from '../outbox/transaction';
import type { Outcomes, Received } from './batch-runner';
import { databaseRetryMs, isDatabaseAway } from '@ellity/platform';
import { type Fault, inGroups } from './groups';

/** A message as it lies in a queue: nothing of it was checked. */
export interface RawMessage {
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
}

export interface RawDelivery extends RawMessage {
  /** Of the whole batch; the message is acknowledged after its commit. */
  readonly transaction: Transaction;
}

/**
 * Stages or writes what becomes of a raw message. Sees each at least once, and must notice repeats itself: nothing is
 * known of it by which the inbox could. What it throws keeps the message in its queue.
 */
export type RawHandler = (delivery: RawDelivery) => Promise<void> | void;

/**
 * The same in two steps, for messages that take some work to understand: `read` is done as each arrives, while the batch
 * before it waits for the database, and once for each delivery; `take` in the transaction, again where that is repeated.
 */
export interface RawReader<Read> {
  read(message: RawMessage): Read;
  take(read: Read, transaction: Transaction): Promise<void> | void;
  /** How long a batch after another waits to be full; by itself it does not wait. */
  readonly fillWaitMs?: number;
  /** Carries out a batch of so many when it is its turn: where several queues are read, or others are to go first. */
  inTurn?(batch: () => Promise<void>, messages: number): Promise<void>;
}

/** A handler that has nothing to read beforehand. */
export const readerOf = (handle: RawHandler): RawReader<RawMessage> => ({
  read: (message) => message,
  take: (message, transaction) => handle({ ...message, transaction }),
});

/** What was read of a message as it arrived, or why it could not be. */
interface RawReceived<Read> extends Received {
  readonly read: { readonly value: Read } | { readonly error: unknown };
}

/** Runs a raw handler over messages: one transaction for all, and one for each smaller group where that failed. */
export class RawRunner<Read> {
  private readonly logger = new Logger('consumer');
  constructor(
    private readonly queue: string,
    private readonly reader: RawReader<Read>,
    private readonly transactions: Transactions,
    private readonly isStopping: () => boolean,
  ) {}

  /** What cannot be read fails in its batch, as what cannot be taken does. */
  read(message: ConsumeMessage): RawReceived<Read> {
    try {
      return { message, read: { value: this.reader.read(this.rawOf(message)) } };
    } catch (error) {
      return { message, read: { error } };
    }
  }

  async run(received: readonly RawReceived<Read>[]): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    await inGroups(
      received,
      (group) => this.attempt(group, outcomes),
      ({ message }, error) => outcomes.set(message, { kind: 'failed', failure: failureOf(error) }),
    );
    return outcomes;
  }

  private async attempt(
    received: readonly RawReceived<Read>[],
    outcomes: Outcomes,
  ): Promise<Fault<RawReceived<Read>> | undefined> {
    let inHand: RawReceived<Read> | undefined;
    const batch = () =>
      this.transactions.run(async (transaction) => {
        for (const one of received) {
          inHand = one;
          if ('error' in one.read) throw one.read.error;
          const taken = this.reader.take(one.read.value, transaction);
          if (taken) await taken;
        }
        inHand = undefined;
      });
    try {
      await (this.reader.inTurn ? this.reader.inTurn(batch, received.length) : batch());
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

  private rawOf({ content, properties, fields }: ConsumeMessage): RawMessage {
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
    };
  }
}
