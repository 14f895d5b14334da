import { exchanges, findContract } from '@ellity/contracts';
import type { GetMessage } from 'amqplib';
import type { Outgoing } from '../broker/publisher';
import { failingQueueOf } from '../topology';
import { headerNames, ownHeadersOf } from '../transport/own-headers';
import type { RawMessage } from '../transport/raw-runner';
import { routingKeyOf, senderOf } from '../transport/sender';
import { type DeadLetter, deadLetterFrom, envelopeIn } from './dead-letter';
import { destinationOf, replayOf } from './replay';

/** A dead letter with all that whoever keeps it needs to show it, to sort it and to send it back. */
export interface DrainedLetter extends DeadLetter {
  readonly customerId: string | undefined;
  readonly traceId: string | undefined;
  /** When it happened, as its sender says. */
  readonly occurredAt: string | undefined;
  /** Who sent it first, as the broker vouches for it. */
  readonly sender: string | undefined;
  /** How its first sender published it, as far as that is known. */
  readonly exchange: string;
  readonly routingKey: string;
  /** Plain ones only, of our own and of the sender. */
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  /** Of the replay that it came back from. */
  readonly replayId: string | undefined;
  /** Sends it to where it failed, as new; undefined where there is no way back. */
  readonly wayBack: Outgoing | undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads a message of a dead-letter queue or of `unrouted`. Never throws: odd messages are what ends there. */
export function drainedLetterFrom(delivery: RawMessage): DrainedLetter {
  const message = messageOf(delivery);
  const { queue, body } = delivery;
  const envelope = envelopeIn(body);
  const letter = deadLetterFrom(message, queue, envelope);
  const service = failingQueueOf(queue)?.split('.', 1)[0];
  const own = ownHeadersOf(message, service);
  const key = routingKeyOf(message, service);
  const destination = destinationOf(message, queue);
  const replayId = own[headerNames.replayId];
  return {
    ...letter,
    customerId: matching(uuid, envelope['subject'])?.toLowerCase(),
    traceId: matching(/^00-[0-9a-f]{32}-/, envelope['traceparent'])?.slice(3, 35),
    occurredAt: instantIn(envelope['time']),
    sender: senderOf(message, service),
    exchange: exchangeOf(message, key),
    routingKey: key ?? message.fields.routingKey,
    headers: plainHeaders(delivery.headers),
    replayId: matching(uuid, replayId)?.toLowerCase(),
    wayBack: destination && replayOf(message, destination, ''),
  };
}

/** The way back of a stored letter, with the body that it has now. `replayId` comes back with its outcome. */
export const replayed = (wayBack: Outgoing, body: Buffer, replayId: string): Outgoing => ({
  ...wayBack,
  body,
  options: {
    ...wayBack.options,
    headers: {
      ...(wayBack.options.headers as Record<string, unknown> | undefined),
      [headerNames.replayId]: replayId,
    },
  },
});

/** As amqplib hands it out, which what reads dead letters is written for. */
function messageOf({ body, headers, properties, exchange, routingKey, redelivered }: RawMessage): GetMessage {
  return {
    content: body,
    properties: { ...properties, headers } as unknown as GetMessage['properties'],
    fields: { deliveryTag: 0, messageCount: 0, redelivered, exchange, routingKey },
  };
}

/** A forwarded message names none; its key belongs to one of the contracts, or nothing is known. */
function exchangeOf({ fields }: GetMessage, key: string | undefined): string {
  if (fields.exchange !== '') return exchanges.includes(fields.exchange) ? fields.exchange : 'unknown';
  return key === undefined ? '' : (findContract(key)?.exchange ?? '');
}

function plainHeaders(headers: RawMessage['headers']): DrainedLetter['headers'] {
  const plain: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    if (typeof value !== 'string' || value.length <= 5_000) plain[name] = value;
  }
  return plain;
}

const matching = (pattern: RegExp, value: unknown): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

function instantIn(value: unknown): string | undefined {
  const ms = typeof value === 'string' && value.length <= 40 ? Date.parse(value) : NaN;
  return ms > 0 && ms < 4e12 ? new Date(ms).toISOString() : undefined;
}
