import { Logger } from '@nestjs/common';
import { type Channel, connect, type ConfirmChannel, type RecoveringChannelModel } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';

const reopenDelayMs = 250;
const reconnectDelayMaxMs = 5_000;
const heartbeatSeconds = 10;

/** Without it an acknowledgement that is followed by a request waits 40 ms for the TCP peer (Nagle, delayed ACK). */
export const withoutDelay = { noDelay: true } as const;

/** The connection is being closed for good; nothing more can be sent or received on it. */
export class BrokerClosedError extends Error {
  readonly code = 'messaging.broker-closed';
  readonly retryable = true;
}

/**
 * One AMQP connection that is reopened for as long as it is wanted (amqplib's own recovery), and channels on it
 * that are reopened too: after a lost connection, and after a channel-level error that leaves the connection up.
 */
export class BrokerConnection {
  private readonly logger = new Logger('broker');
  private readonly channels: KeptChannel[] = [];
  private isClosed = false;

  private constructor(private readonly model: RecoveringChannelModel) {}

  /**
   * Resolves at once; the first connection may still be on its way, and channels wait for it.
   * `name` is shown in RabbitMQ's management pages.
   */
  static async open(url: string, name: string): Promise<BrokerConnection> {
    const model = await connect(withHeartbeat(url), {
      ...withoutDelay,
      timeout: 10_000,
      clientProperties: { connection_name: name },
      recovery: { initialDelay: 100, maxDelay: reconnectDelayMaxMs, waitForConnect: false },
    });
    const connection = new BrokerConnection(model);
    model.on('disconnect', (error: Error) => connection.logger.warn(`disconnected: ${error.message}`));
    model.on('connect-failed', (error: Error) => connection.logger.warn(`cannot connect: ${error.message}`));
    model.on('blocked', (reason: string) => connection.logger.warn(`blocked by the broker: ${reason}`));
    model.on('error', (error: Error) => connection.logger.warn(`connection error: ${error.message}`));
    return connection;
  }

  /** Keeps a confirm channel open. `setup` runs on every new one before it is handed out. */
  keepChannel(setup: (channel: ConfirmChannel) => Promise<void>): KeptChannel {
    const kept = new KeptChannel();
    this.channels.push(kept);
    void this.maintain(kept, setup);
    return kept;
  }

  /** Resolves when the broker answers now; rejects after `timeoutMs` otherwise. */
  async check(timeoutMs = 2_000): Promise<void> {
    const channel = await Promise.race([
      this.model.createChannel(),
      delay(timeoutMs, undefined, { ref: false }).then(() => {
        throw new Error('no connection to RabbitMQ');
      }),
    ]);
    await closeQuietly(channel);
  }

  /** Channels first: closing the connection alone may overtake acknowledgements that were sent before. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.channels.map((kept) => kept.end()));
    await this.model.close();
  }

  private async maintain(
    kept: KeptChannel,
    setup: (channel: ConfirmChannel) => Promise<void>,
  ): Promise<void> {
    while (!this.isClosed) {
      try {
        const channel = await this.model.createConfirmChannel();
        const closed = new Promise<void>((resolve) => channel.once('close', resolve));
        channel.on('error', (error: Error) => this.logger.error(`channel error: ${error.message}`));
        await setup(channel);
        kept.offer(channel);
        await closed;
        kept.withdraw();
      } catch (error) {
        if (this.isClosed) return;
        this.logger.warn(`channel is reopened: ${(error as Error).message}`);
        await delay(reopenDelayMs);
      }
    }
  }
}

/** A channel that is replaced whenever it closes. */
export class KeptChannel {
  private channel: ConfirmChannel | undefined;
  private isEnded = false;
  private readonly waiting: { resolve: (channel: ConfirmChannel) => void; reject: (error: Error) => void }[] =
    [];

  /** The open channel, as soon as there is one. Rejects with BrokerClosedError once the connection is closed for good. */
  open(): Promise<ConfirmChannel> {
    if (this.isEnded) return Promise.reject(new BrokerClosedError('the broker connection is closed'));
    if (this.channel) return Promise.resolve(this.channel);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** @internal */
  offer(channel: ConfirmChannel): void {
    this.channel = channel;
    for (const { resolve } of this.waiting.splice(0)) resolve(channel);
  }

  /** @internal */
  withdraw(): void {
    this.channel = undefined;
  }

  /** @internal */
  async end(): Promise<void> {
    this.isEnded = true;
    const { channel } = this;
    this.channel = undefined;
    for (const { reject } of this.waiting.splice(0))
      reject(new BrokerClosedError('the broker connection is closed'));
    if (channel) await closeQuietly(channel);
  }
}

async function closeQuietly(channel: Channel): Promise<void> {
  await channel.close().catch(() => undefined);
}

function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.set('heartbeat', String(heartbeatSeconds));
  return parsed.toString();
}
