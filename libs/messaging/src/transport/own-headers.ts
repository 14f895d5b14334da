import type { ConsumeMessage } from 'amqplib';
import { replayUser } from '../broker/broker-access';

/** Headers of our own on messages that were forwarded: retried, dead-lettered or replayed. Names are durable. */
export const headerNames = {
  /** The first sender, and the routing key it published under: what forwarding would hide. */
  sender: 'sender',
  routingKey: 'routing-key',
  attempt: 'attempt',
  errorCode: 'error-code',
  errorMessage: 'error-message',
  errorStack: 'error-stack',
  failedAt: 'failed-at',
  failedQueue: 'failed-queue',
  service: 'service',
  serviceVersion: 'service-version',
  replayId: 'replay-id',
  outcome: 'outcome',
  /** When it was put back to wait because its consumers crashed. */
  sentBack: 'sent-back',
} as const;

export type Headers = Readonly<Record<string, unknown>>;
export type Sent = Pick<ConsumeMessage, 'properties'> & { readonly fields: { readonly exchange: string } };

/** Retries and dead letters are forwarded by the receiving service, replays by the dead-letter service; nobody else. */
function isForwarded({ properties, fields }: Sent, service: string | undefined): boolean {
  const userId: unknown = properties.userId;
  return userId === replayUser || (fields.exchange === '' && service !== undefined && userId === service);
}

/**
 * What our own headers say, where the broker vouches that one of us wrote them; nothing otherwise, since any sender
 * may set headers of these names. `service` is the one that receives, or received, the message.
 */
export function ownHeadersOf(message: Sent, service: string | undefined): Headers {
  return isForwarded(message, service) ? (message.properties.headers ?? {}) : {};
}
