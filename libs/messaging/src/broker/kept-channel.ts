import { Logger } from '@nestjs/common';
import type { Channel, ConfirmChannel } from 'amqplib';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { BrokerClosedError } from './broker-errors';

const reopenDelayMs = 250;
const reopenDelayMaxMs = 10_000;
/** A channel that lived this long was a good one: the next is opened without a pause. */
const settledAfterMs = 5_000;

export type ChannelSetup = (channel: ConfirmChannel) => Promise<void>;

/** A channel that is replaced whenever it closes, at once first and then ever more slowly while its setup fails. */
export class KeptChannel {
  private readonly logger = new Logger('broker');
  private channel: ConfirmChannel | undefined;
  private lastFailure: Error | undefined;
  private ending: Error | undefined;
  private readonly stopWaiting = new AbortController();
  private readonly waiting: { resolve: (channel: ConfirmChannel) => void; reject: (error: Error) => void }[] =
    [];

  constructor(
    private readonly create: () => Promise<ConfirmChannel>,
    private readonly setup: ChannelSetup,
    /** Is told of a failure and answers whether the channel is to be opened again. */
    private readonly isWantedAfter: (failure: Error) => boolean,
  ) {
    void this.maintain();
  }

  /** The open channel, as soon as there is one. Rejects once the connection is closed for good, or lost for good. */
  open(): Promise<ConfirmChannel> {
    if (this.ending) return Promise.reject(this.ending);
    if (this.channel) return Promise.resolve(this.channel);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** The open channel; undefined while there is none. */
  get current(): ConfirmChannel | undefined {
    return this.channel;
  }

  /** Why it is closed now, in the broker's words; undefined while it is open or was never tried. */
  get failure(): Error | undefined {
    return this.channel ? undefined : (this.ending ?? this.lastFailure);
  }

  /** Closes it and opens it no more. */
  async end(reason: Error = new BrokerClosedError('the broker connection is closed')): Promise<void> {
    this.ending ??= reason;
    this.stopWaiting.abort();
    const { channel } = this;
    this.channel = undefined;
    for (const { reject } of this.waiting.splice(0)) reject(this.ending);
    if (channel) await closeQuietly(channel);
  }

  private async maintain(): Promise<void> {
    for (let failures = 0; !this.ending;) {
      const openedAt = performance.now();
      const failure = await this.live();
      if (this.ending) return;
      this.lastFailure = failure;
      if (!this.isWantedAfter(failure)) return;
      failures = performance.now() - openedAt > settledAfterMs ? 0 : failures + 1;
      const pauseMs = reopenPauseMs(failures);
      this.logger.warn(`channel is reopened in ${pauseMs} ms: ${failure.message}`);
      await delay(pauseMs, undefined, { signal: this.stopWaiting.signal }).catch(() => undefined);
    }
  }

  /** One channel from its opening to its end; resolves with the reason of the end. */
  private async live(): Promise<Error> {
    let channel: ConfirmChannel | undefined;
    let failure: Error | undefined;
    try {
      const opened = await this.create();
      channel = opened;
      const closed = new Promise<void>((resolve) => opened.once('close', resolve));
      opened.on('error', (error: Error) => {
        failure = this.lastFailure = error;
        this.channel = undefined;
      });
      await this.setup(opened);
      if (this.ending) {
        await closeQuietly(opened);
        return this.ending;
      }
      this.channel = opened;
      for (const { resolve } of this.waiting.splice(0)) resolve(opened);
      await closed;
    } catch (error) {
      failure = error as Error;
      if (channel) await closeQuietly(channel);
    }
    this.channel = undefined;
    return failure ?? new Error('the channel was closed');
  }
}

/** After so many channels in a row that ended soon. */
export const reopenPauseMs = (failures: number): number =>
  failures === 0 ? 0 : Math.min(reopenDelayMaxMs, reopenDelayMs * 2 ** (failures - 1));

/** A broker answers a goodbye at once, unless it is lost, or blocks publishers because it is short of memory or disk. */
const goodbyeTimeoutMs = 3_000;

/**
 * Closes a channel or a connection. Resolves when it is closed, be it because its connection was lost meanwhile, and after
 * three seconds at the latest: amqplib alone waits for ever for an answer that does not come.
 */
export function closeQuietly(open: Closable): Promise<void> {
  return new Promise((resolve) => {
    const timeout = setTimeout(resolve, goodbyeTimeoutMs);
    const done = () => {
      clearTimeout(timeout);
      resolve();
    };
    open.once('close', done);
    open.close().then(done, done);
  });
}

/** Ends a channel's connection without a goodbye, which a node that is in trouble may not answer; amqplib has no word for it. */
export function dropConnection(channel: Channel, reason: Error): void {
  (channel as unknown as { connection: { stream: Socket } }).connection.stream.destroy(reason);
}

type Closable = Pick<Channel, 'close'> & { once(event: 'close', listener: () => void): unknown };
