import type { Contract, Envelope } from '@ellity/contracts';
import type { ConsumeMessage } from 'amqplib';
import { PermanentError } from '../errors';
import { headerNames, ownHeadersOf, type Sent } from './own-headers';

type Routed = Pick<ConsumeMessage, 'properties'> & {
  readonly fields: Pick<ConsumeMessage['fields'], 'exchange' | 'routingKey'>;
};

/** Who sent a message first, as the broker vouches for it (`user_id`); of a forwarded one, as the forwarder says. */
export function senderOf(message: Sent, service: string | undefined): string | undefined {
  const userId: unknown = message.properties.userId;
  if (typeof userId !== 'string') return undefined;
  return textIn(ownHeadersOf(message, service)[headerNames.sender]) ?? userId;
}

/** The routing key that the first sender published under; undefined where it is not known. */
export function routingKeyOf(message: Routed, service: string | undefined) {
  const { exchange, routingKey } = message.fields;
  if (exchange !== '') return routingKey;
  return textIn(ownHeadersOf(message, service)[headerNames.routingKey]);
}

/** The headers that keep, on a forwarded message, what its first sender is to be judged by. Also when unknown. */
export function originOf(message: Routed, service: string | undefined): Record<string, unknown> {
  const sender = senderOf(message, service);
  const key = routingKeyOf(message, service);
  return {
    ...(sender === undefined ? {} : { [headerNames.sender]: sender }),
    ...(key === undefined ? {} : { [headerNames.routingKey]: key }),
  };
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Throws PermanentError unless the sender is the message's source and may publish this type. */
export function checkSender(sender: string | undefined, envelope: Envelope, contract: Contract): void {
  if (sender !== envelope.source) {
    throw new PermanentError(
      'source-differs',
      sender === undefined
        ? 'the AMQP property user_id is missing: it must be the user of the sender, equal to source'
        : 'source must be equal to the RabbitMQ user of the sender (user_id)',
    );
  }
  if (!contract.publishers.includes(sender)) {
    throw new PermanentError(
      'publisher-not-allowed',
      `${contract.type} is published by ${contract.publishers.join(', ')} only`,
    );
  }
}
