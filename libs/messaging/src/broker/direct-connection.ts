import { contractOf, decode, type Envelope, type MessageClass } from '@ellity/contracts';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { connectOnce } from './connect-once';
import { type Outgoing, publishConfirmed } from './publisher';

/**
 * A connection for tools: it is not reopened, since a person waits for the answer. Declares no exchange, so that a
 * user without the right to do so can publish; services declare them.
 */
export class DirectConnection {
  /** Rejects when the connection is lost, never resolves. */
  readonly lost: Promise<never>;

  private constructor(
    private readonly model: ChannelModel,
    private readonly channel: ConfirmChannel,
  ) {
    this.lost = new Promise((_, reject) => {
      const fail = (error?: Error) => reject(error ?? new Error('the connection to RabbitMQ was closed'));
      model.on('error', fail).on('close', fail);
      channel.on('error', fail).on('close', fail);
    });
    this.lost.catch(() => undefined);
  }

  /** `name` is shown in RabbitMQ's management pages. Rejects with BrokerUnreachableError. */
  static async open(url: string, name: string): Promise<DirectConnection> {
    const model = await connectOnce(url, name);
    try {
      return new DirectConnection(model, await model.createConfirmChannel());
    } catch (error) {
      await model.close();
      throw error;
    }
  }

  /** Resolves when the broker has stored all of them; see Publisher. */
  publish(messages: readonly Outgoing[]): Promise<void> {
    return Promise.race([publishConfirmed(this.channel, messages), this.lost]);
  }

  /**
   * Every message of a type that is published after this resolves, each once, until the connection is closed.
   * The queue `<owner>.<random>` is this connection's own and ends with it. Invalid messages are left out.
   */
  async listen<T extends object>(
    owner: string,
    type: MessageClass<T>,
    receive: (envelope: Envelope<T>) => void,
  ): Promise<void> {
    const { exchange, type: routingKey } = contractOf(type);
    const name = `${owner}.${crypto.randomUUID()}`;
    const { queue } = await this.channel.assertQueue(name, {
      exclusive: true,
      autoDelete: true,
      durable: false,
    });
    await this.channel.bindQueue(queue, exchange, routingKey);
    await this.channel.consume(
      queue,
      (message) => {
        const decoded = message && decode(message.content);
        if (decoded?.ok && decoded.envelope.type === routingKey) receive(decoded.envelope as Envelope<T>);
      },
      { noAck: true },
    );
  }

  async close(): Promise<void> {
    await this.model.close();
  }
}
