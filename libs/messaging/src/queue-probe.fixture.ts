import { eventually } from '@ellity/testing';
import { type Channel, type ChannelModel, connect, type GetMessage } from 'amqplib';
import type { Socket } from 'node:net';
import { withoutDelay } from './broker/connection';

/** Looks into queues from outside, as an operator would. */
export class QueueProbe {
  private constructor(
    private readonly url: string,
    private readonly model: ChannelModel,
    readonly channel: Channel,
  ) {}

  static async open(url: string): Promise<QueueProbe> {
    const model = await connect(url, withoutDelay);
    return new QueueProbe(url, model, await model.createChannel());
  }

  /** Takes the next message out of a queue, as soon as there is one. */
  take(queue: string, timeoutMs = 10_000): Promise<GetMessage> {
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
    const model = await connect(this.url, withoutDelay);
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    const isThere = await channel.checkQueue(queue).then(
      () => true,
      () => false,
    );
    await model.close();
    return isThere;
  }

  /** Takes messages as a consumer does, and drops its connection without a word once it has `enough` of them. */
  async crash(queue: string, prefetch: number, enough: number): Promise<void> {
    const model = await connect(this.url, withoutDelay);
    model.on('error', () => undefined);
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    let taken = 0;
    await channel.prefetch(prefetch);
    await channel.consume(queue, () => (taken += 1));
    await eventually(() => {
      if (taken < enough) throw new Error(`only ${taken} messages came`);
    });
    (model.connection as unknown as { stream: Socket }).stream.destroy(new Error('crashed'));
  }

  async close(): Promise<void> {
    await this.model.close();
  }
}

export const headersOf = (message: GetMessage) => message.properties.headers as Record<string, unknown>;
