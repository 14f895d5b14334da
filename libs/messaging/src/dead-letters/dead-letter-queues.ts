import type { Channel, ConfirmChannel, GetMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { BrokerConnection } from '../broker/connection';
import { publishConfirmed } from '../broker/publisher';
import { failingQueueOf, unroutedQueue } from '../topology';
import { type DeadLetter, deadLetterFrom } from './dead-letter';
import { isDeadLetterQueue, queueNames } from './queue-names';
import { destinationOf, replayOf } from './replay';

export interface DeadLetterOptions {
  /** The broker, as the user who may send again on behalf of the first sender. */
  readonly url: string;
  /** RabbitMQ's management API, which alone can name the queues of a vhost. */
  readonly managementUrl: string;
}

export interface QueueCount {
  readonly queue: string;
  readonly messages: number;
}

export interface ReplayCount {
  /** Names this replay in the header `replay-id` of every message that was sent again. */
  readonly replayId: string;
  readonly selected: number;
  readonly replayed: number;
  /** Looked at and left where they were. */
  readonly kept: number;
}

/** A dead letter cannot be sent again: its failing queue is unknown or gone. */
export class ReplayRefusedError extends Error {
  readonly code = 'messaging.replay-refused';
}

/**
 * The dead-letter queues of a vhost as they are: counted, looked at, sent back to where they failed.
 * While somebody looks, the messages in hand are invisible to others; they come back in their order.
 */
export class DeadLetterQueues {
  private channel: ConfirmChannel | undefined;
  private failure: Error | undefined;
  private busy: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: DeadLetterOptions,
    private readonly connection: BrokerConnection,
  ) {}

  static async open(options: DeadLetterOptions): Promise<DeadLetterQueues> {
    const connection = await BrokerConnection.open(options.url, 'dead-letters', { reopens: false });
    return new DeadLetterQueues(options, connection);
  }

  /** Every dead-letter queue and `unrouted`, with the number of messages ready in it; nothing is consumed. */
  async list(): Promise<QueueCount[]> {
    const names = (await queueNames(this.options)).filter(isDeadLetterQueue);
    return this.onChannel(async (channel) => {
      const counts: QueueCount[] = [];
      for (const queue of names.sort()) {
        counts.push({ queue, messages: (await channel.checkQueue(queue)).messageCount });
      }
      return counts;
    });
  }

  /** Of the oldest messages of a queue, at most `limit`, those that are wanted. All stay in it. */
  peek(
    queue: string,
    limit: number,
    isWanted: (letter: DeadLetter) => boolean = () => true,
  ): Promise<DeadLetter[]> {
    return this.onChannel(async (channel) => {
      const letters: DeadLetter[] = [];
      await eachMessage(channel, queue, limit, async (message) => {
        const letter = deadLetterFrom(message, queue);
        if (isWanted(letter)) letters.push(letter);
        return false;
      });
      return letters;
    });
  }

  /**
   * Sends the selected ones of the messages that are in the queue now, as new: attempts start at 1, the sender stays
   * who it was. A dead letter goes to the failing queue alone, an unrouted message to its exchange under its key, once
   * (it comes back while nobody is bound). Each is taken from here only after the broker has stored it there, so a
   * crash may repeat one, which its receiver notices, and never loses one. What is not selected stays, in order, and
   * so does what was published to no exchange of the contracts.
   */
  async replay(
    queue: string,
    isSelected: (letter: DeadLetter) => boolean,
    { isDryRun = false } = {},
  ): Promise<ReplayCount> {
    const failingQueue = failingQueueOf(queue);
    if (!failingQueue && queue !== unroutedQueue) {
      throw new ReplayRefusedError(`${queue} holds no dead letters`);
    }
    const counts = { replayId: uuidv7(), selected: 0, replayed: 0, kept: 0 };
    if (failingQueue) await this.onChannel((channel) => demandQueue(channel, failingQueue));
    await this.onChannel((channel) =>
      eachMessage(channel, queue, Infinity, async (message) => {
        const destination = destinationOf(message, queue);
        const selected = destination && isSelected(deadLetterFrom(message, queue));
        if (selected) counts.selected += 1;
        if (!selected || isDryRun) {
          counts.kept += 1;
          return false;
        }
        await publishConfirmed(channel, [replayOf(message, destination, counts.replayId)]);
        channel.ack(message);
        counts.replayed += 1;
        return true;
      }),
    );
    return counts;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  /**
   * What was taken and not acknowledged is given back at the end, before this resolves. One after another on one
   * channel, since the broker gives back in its own time what other channels held, and the next look would miss it.
   */
  private onChannel<T>(work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    const done = this.busy.then(async () => {
      const channel = await this.openChannel();
      try {
        return await work(channel);
      } catch (error) {
        throw error instanceof ReplayRefusedError ? error : (this.failure ?? error);
      } finally {
        if (!this.failure) await giveBack(channel);
      }
    });
    this.busy = done.then(noResult, noResult);
    return done;
  }

  /** A channel that the broker closed because of an error is replaced. */
  private async openChannel(): Promise<ConfirmChannel> {
    if (this.channel && !this.failure) return this.channel;
    this.failure = undefined;
    this.channel = await this.connection.createChannel();
    this.channel.on('error', (error: Error) => (this.failure = error));
    return this.channel;
  }
}

const noResult = () => undefined;

/** The answer to a harmless call made afterwards tells that the broker has taken them back. */
async function giveBack(channel: ConfirmChannel): Promise<void> {
  channel.nackAll(true);
  await channel.prefetch(0);
}

/**
 * Calls `visit` with the messages that are in the queue at the start, one after another, at most `limit`. Those it
 * does not take (its answer) are given back, and are there again when this resolves.
 */
async function eachMessage(
  channel: Channel,
  queue: string,
  limit: number,
  visit: (message: GetMessage) => Promise<boolean>,
): Promise<void> {
  const { messageCount } = await channel.checkQueue(queue);
  let taken = 0;
  for (let seen = 0; seen < Math.min(messageCount, limit); seen += 1) {
    const message = await channel.get(queue);
    if (!message) break;
    if (await visit(message)) taken += 1;
  }
  channel.nackAll(true);
  const isBack = async () => (await channel.checkQueue(queue)).messageCount >= messageCount - taken;
  for (let looks = 0; looks < givenBackLooksMax && !(await isBack()); looks += 1)
    await delay(givenBackPauseMs);
}
/** Giving back is not confirmed. Somebody else may take what was given back, so waiting for it must end. */
const givenBackLooksMax = 200;
const givenBackPauseMs = 5;

async function demandQueue(channel: Channel, queue: string): Promise<void> {
  await channel.checkQueue(queue).catch(() => {
    throw new ReplayRefusedError(`the failing queue ${queue} does not exist`);
  });
}
