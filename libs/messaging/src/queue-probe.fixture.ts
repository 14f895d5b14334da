import { eventually } from '@ellity/testing';
import type { Channel, GetMessage } from 'amqplib';
import type { Socket } from 'node:net';
import { BrokerConnection } from './broker/connection';

/** Looks into queues from outside, as an operator would. */
export class QueueProbe {
  private constructor(
    private readonly url: string,
    private readonly connection: BrokerConnection,
    readonly channel: Channel,
  ) {}

  static async open(url: string): Promise<QueueProbe> {
    const connection = await BrokerConnection.open(url, 'probe', { reopens: false });
    return new QueueProbe(url, connection, await connection.createChannel());
  }

  /** Takes the next message out of a queue, as soon as there is one. */
  take(queue: string, timeoutMs = 60_000): Promise<GetMessage> {
    return eventually(
      async () => {
        const message = await this.channel.get(queue, { noAck: true });
        if (!message) throw new Error(`${queue} is empty`);
        return message;
      },
      { timeoutMs },
    );
  }

  async count(queue: string): Promise<number> {
    return (await this.channel.checkQueue(queue)).messageCount;
  }

  async exists(queue: string): Promise<boolean> {
    const channel = await this.connection.createChannel();
    channel.on('error', () => undefined);
    const isThere = await channel.checkQueue(queue).then(
      () => true,
      () => false,
    );
    if (isThere) await channel.close();
    return isThere;
  }

  /** Takes messages as a consumer does, and drops its connection without a word once it has `enough` of them. */
  async crash(queue: string, prefetch: number, enough: number): Promise<void> {
    const connection = await BrokerConnection.open(this.url, 'crashing', { reopens: false });
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    let taken = 0;
    await channel.prefetch(prefetch);
    await channel.consume(queue, () => (taken += 1));
    await eventually(() => {
      if (taken < enough) throw new Error(`only ${taken} messages came`);
    });
    (channel as unknown as { connection: { stream: Socket } }).connection.stream.destroy(
      new Error('crashed'),
    );
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

export const headersOf = (message: GetMessage) => message.properties.headers as Record<string, unknown>;
