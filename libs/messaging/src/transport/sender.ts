import type { Contract, Envelope } from '@ellity/contracts';
import type { ConsumeMessage } from 'amqplib';
import { replayUser } from '../broker-access';
import { PermanentError } from '../errors';

/** Names the first sender of a message that was sent on by a retry or a replay. */
export const senderHeader = 'sender';

type Sent = Pick<ConsumeMessage, 'properties'> & { readonly fields: { readonly exchange: string } };

/**
 * Who sent a message, as the broker vouches for it (`user_id`). Retries are sent on by the receiving service and
 * replays by the dead-letter service; these two are believed about the first sender.
 */
export function senderOf(message: Sent, service: string): string | undefined {
  const userId: unknown = message.properties.userId;
  if (typeof userId !== 'string') return undefined;
  const first: unknown = message.properties.headers?.[senderHeader];
  const isSentOn = message.fields.exchange === '' && (userId === service || userId === replayUser);
  return isSentOn && typeof first === 'string' ? first : userId;
}

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
