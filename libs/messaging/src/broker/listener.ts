import { contractOf, decode, type Envelope, type MessageClass } from '@ellity/contracts';
import type { BrokerConnection } from './connection';

/**
 * Receives every message of a type that is published after this resolves, each once, until the connection is closed.
 * The queue `<owner>.<random>` is this listener's own and ends with it. Invalid messages are left out.
 */
export async function listen<T extends object>(
  connection: BrokerConnection,
  owner: string,
  type: MessageClass<T>,
  receive: (envelope: Envelope<T>) => void,
): Promise<void> {
  const { exchange, type: routingKey } = contractOf(type);
  const queue = `${owner}.${crypto.randomUUID()}`;
  const subscribed = connection.keepChannel(async (channel) => {
    await channel.assertQueue(queue, { exclusive: true, autoDelete: true, durable: false });
    await channel.bindQueue(queue, exchange, routingKey);
    await channel.consume(
      queue,
      (message) => {
        const decoded = message && decode(message.content);
        if (decoded?.ok && decoded.envelope.type === routingKey) receive(decoded.envelope as Envelope<T>);
      },
      { noAck: true },
    );
  });
  await subscribed.open();
}
