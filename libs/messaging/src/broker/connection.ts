import { Logger } from '@nestjs/common';
import { type ChannelModel, connect, type ConfirmChannel, type RecoveringChannelModel } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import { checkShared } from '../topology';
import { addressesOf, CurrentAddress } from './addresses';
import { unreachable } from './broker-errors';
import { type ChannelSetup, closeQuietly, KeptChannel } from './kept-channel';

const reconnectDelayMaxMs = 5_000;
const connectTimeoutMs = 10_000;
const heartbeatSeconds = 10;

/** Without it an acknowledgement that is followed by a request waits 40 ms for the TCP peer (Nagle, delayed ACK). */
const withoutDelay = { noDelay: true } as const;

export interface ConnectionOptions {
  /**
   * True (the default) for services: the connection and its channels are reopened for as long as they are wanted.
   * False for tools, where a person waits: `open` rejects with BrokerUnreachableError, and the first failure is final.
   */
  readonly reopens?: boolean;
}

/** One AMQP connection, and channels on it. The only way to the broker. */
export class BrokerConnection {
  /** Rejects when a connection that is not reopened fails, with the reason; never resolves. */
  readonly lost: Promise<never>;
  private readonly channels: KeptChannel[] = [];
  /** The broker does not let this user look at them. */
  private readonly hiddenQueues = new Set<string>();
  private probe: KeptChannel | undefined;
  private probing: Promise<void> | undefined;
  private isClosed = false;
  private fail: (reason: Error) => void = () => undefined;

  private constructor(
    private readonly model: ChannelModel | RecoveringChannelModel,
    readonly reopens: boolean,
  ) {
    this.lost = new Promise((_, reject) => (this.fail = reject));
    this.lost.catch(() => undefined);
  }

  /**
   * With `reopens`, resolves at once: the first connection may still be on its way, and channels wait for it.
   * `urls` is an address or several of one cluster, separated by commas: where one is lost or does not answer, the next
   * is taken. `name` is shown in RabbitMQ's management pages.
   */
  static async open(
    urls: string,
    name: string,
    { reopens = true }: ConnectionOptions = {},
  ): Promise<BrokerConnection> {
    const socket = {
      ...withoutDelay,
      timeout: connectTimeoutMs,
      clientProperties: { connection_name: name },
    };
    if (!reopens) return BrokerConnection.openOnce(urls, socket);
    const recovery = { initialDelay: 100, maxDelay: reconnectDelayMaxMs, waitForConnect: false };
    const address = new CurrentAddress(urls, heartbeatSeconds);
    const model = await connect(address.options, { ...socket, recovery });
    const logger = new Logger('broker');
    const moveOn = (what: string) => (error: Error) => {
      logger.warn(`${what} ${address.host}: ${error.message}`);
      address.moveOn();
    };
    model.on('disconnect', moveOn('disconnected from'));
    model.on('connect-failed', moveOn('cannot connect to'));
    model.on('blocked', (reason: string) => logger.warn(`blocked by the broker: ${reason}`));
    model.on('error', (error: Error) => logger.warn(`connection error: ${error.message}`));
    const connection = new BrokerConnection(model, true);
    connection.probe = connection.keepChannel();
    return connection;
  }

  /** Asks one address after the other; rejects with what was wrong with the last. */
  private static async openOnce(urls: string, socket: object): Promise<BrokerConnection> {
    const [url = '', ...others] = addressesOf(urls);
    const model = await connect(url, { ...socket, timeout: connectTimeoutMs / 2 }).catch((cause: unknown) => {
      if (others.length === 0) throw unreachable(url, cause);
      return undefined;
    });
    if (!model) return BrokerConnection.openOnce(others.join(','), socket);
    const connection = new BrokerConnection(model, false);
    const fail = (error?: Error) =>
      connection.failed(error ?? new Error('the connection to RabbitMQ was closed'));
    model.on('error', fail).on('close', fail);
    return connection;
  }

  /** Keeps a confirm channel open. `setup` runs on every new one before it is handed out. */
  keepChannel(setup: ChannelSetup = () => Promise.resolve()): KeptChannel {
    const kept = new KeptChannel(
      () => this.createChannel(),
      setup,
      (failure) => {
        if (this.reopens) return !this.isClosed;
        this.failed(failure);
        return false;
      },
    );
    this.channels.push(kept);
    return kept;
  }

  /** A channel that is the caller's own to watch, to replace and to close. Waits for the connection. */
  createChannel(): Promise<ConfirmChannel> {
    return this.model.createConfirmChannel();
  }

  /** Resolves when the broker answers now; rejects after `timeoutMs` otherwise. All checks share one channel and one question. */
  async check(timeoutMs = 2_000): Promise<void> {
    const { probe } = this;
    if (!probe) throw new Error('a connection that is not reopened is not probed');
    this.probing ??= probe
      .open()
      .then((channel) => channel.prefetch(0))
      .then(() => undefined)
      .finally(() => (this.probing = undefined));
    const timeout = new AbortController();
    const late = delay(timeoutMs, undefined, { signal: timeout.signal, ref: false }).then(() => {
      throw new Error('no connection to RabbitMQ');
    });
    late.catch(() => undefined);
    await Promise.race([this.probing, late]).finally(() => timeout.abort());
  }

  /**
   * Messages ready in these queues; one that does not exist is left out. Empty while there is no connection: a
   * question for metrics does not wait.
   */
  async depthsOf(queues: readonly string[]): Promise<Map<string, number>> {
    const depths = new Map<string, number>();
    if (!this.probe?.current) return depths;
    let channel: ConfirmChannel | undefined;
    try {
      for (const queue of queues) {
        channel ??= await this.createChannel();
        channel.on('error', () => (channel = undefined));
        if (this.hiddenQueues.has(queue)) continue;
        const { messageCount } = await channel.checkQueue(queue).catch((error: unknown) => {
          if (isRefusal(error)) this.hiddenQueues.add(queue);
          return { messageCount: undefined };
        });
        if (messageCount !== undefined) depths.set(queue, messageCount);
      }
    } finally {
      if (channel) await closeQuietly(channel);
    }
    return depths;
  }

  /**
   * Rejects with TopologyMissingError when something is missing that all services share. From RabbitMQ 4.3 on a service
   * may not look at what it may not declare; then nothing is known, and a binding or a message says what is missing.
   */
  async checkShared(): Promise<void> {
    const channel = await this.createChannel();
    channel.on('error', () => undefined);
    try {
      await checkShared(channel);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    } finally {
      await closeQuietly(channel);
    }
  }

  /**
   * Channels first: closing the connection alone may overtake acknowledgements that were sent before. Never rejects, and
   * takes seconds at most, whatever the broker does.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.channels.map((kept) => kept.end()));
    await closeQuietly(this.model);
  }

  private failed(reason: Error): void {
    if (this.isClosed) return;
    this.fail(reason);
    for (const kept of this.channels) void kept.end(reason);
  }
}

const isRefusal = (error: unknown): boolean => (error as { code?: unknown }).code === 403;
