import type { ConsumeMessage } from 'amqplib';
import type { Failure } from '../errors';
import { headerNames, ownHeadersOf } from './own-headers';

/**
 * How often a message may be handed out without a settlement. Each time its consumer crashed, over this message or
 * another one, or lost its connection. We count ourselves and send it on ourselves: when RabbitMQ 3.10 dead-letters
 * for it, a message with an odd `x-death` header stops dead-lettering on the whole broker.
 */
export const deliveryLimit = 10;

/** A message that was handed out this often without a settlement may be the one that crashes its consumer. */
export const suspectDeliveries = 2;

type Delivered = Pick<ConsumeMessage, 'properties'> & {
  readonly fields: Pick<ConsumeMessage['fields'], 'exchange' | 'redelivered'>;
};

/**
 * How often it was handed out before without a settlement, as the queue counts; from RabbitMQ 4.0 on in two headers,
 * which a first delivery lacks. There they could only be the sender's.
 */
export function deliveriesOf({ properties, fields }: Delivered): number {
  if (!fields.redelivered) return 0;
  const headers = (properties.headers ?? {}) as Readonly<Record<string, unknown>>;
  const counts = [headers['x-delivery-count'], headers['x-acquired-count']];
  return Math.max(0, ...counts.filter((count) => typeof count === 'number'));
}

/** Most are healthy, so the first time a message is only sent back to wait, and marked; the second time it is dead. */
export function deliveryLimitFailure(message: Delivered, service: string): Failure {
  return {
    code: deliveryLimitCode,
    message: 'delivered again and again without a settlement: its consumer crashed each time',
    isRetryable: ownHeadersOf(message, service)[headerNames.sentBack] === undefined,
  };
}
export const deliveryLimitCode = 'delivery-limit';
