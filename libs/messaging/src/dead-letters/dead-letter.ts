import { isRecord } from '@ellity/contracts';
import type { GetMessage } from 'amqplib';
import { createHash } from 'node:crypto';
import { failingQueueOf } from '../topology';
import { headerNames, ownHeadersOf } from '../transport/own-headers';
import { deathIn } from './death';
import { reasonOf } from './reason';

/** A message that nobody will try again by itself: why it is here, and the message. */
export interface DeadLetter {
  /** The message's id; for a message without one, made from its body, so that it stays the same. */
  readonly id: string;
  /** Where it lies now. */
  readonly queue: string;
  /** Where it failed; undefined in `unrouted`, where nobody was bound to it. */
  readonly failingQueue: string | undefined;
  readonly type: string | undefined;
  readonly shopId: string | undefined;
  readonly source: string | undefined;
  /** Why: the code and text of the error. */
  readonly code: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly attempt: number | undefined;
  readonly failedAt: string | undefined;
  readonly service: string | undefined;
  readonly serviceVersion: string | undefined;
  readonly body: Buffer;
}

/** Reads what the failing service, or the broker, noted. Never throws: odd headers and bodies are what ends here. */
export function deadLetterFrom(
  message: GetMessage,
  queue: string,
  envelope = envelopeIn(message.content),
): DeadLetter {
  const failingQueue = failingQueueOf(queue);
  const headers = ownHeadersOf(message, failingQueue?.split('.', 1)[0]);
  return {
    id: text(message.properties.messageId) ?? text(envelope['id']) ?? digestId(message.content),
    queue,
    failingQueue,
    type: text(message.properties.type) ?? text(envelope['type']),
    shopId: text(envelope['shopid']),
    source: text(envelope['source']),
    ...reasonOf(message, failingQueue),
    stack: text(headers[headerNames.errorStack]),
    attempt: number(headers[headerNames.attempt]),
    failedAt:
      text(headers[headerNames.failedAt]) ?? (failingQueue ? deathIn(message, failingQueue)?.at : undefined),
    service: text(headers[headerNames.service]),
    serviceVersion: text(headers[headerNames.serviceVersion]),
    body: message.content,
  };
}

/** What the body says of itself; nothing where it is no envelope. */
export function envelopeIn(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

const digestId = (body: Buffer): string =>
  `body-${createHash('sha256').update(body).digest('hex').slice(0, 16)}`;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 5_000) : undefined;
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
