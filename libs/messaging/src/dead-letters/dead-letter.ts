import { shortenAddresses } from '@ellity/platform';
import type { GetMessage } from 'amqplib';
import { createHash } from 'node:crypto';
import { failingQueueOf } from '../topology';
import { headerNames } from '../transport/settlement';

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
export function deadLetterFrom(message: GetMessage, queue: string): DeadLetter {
  const headers = new Headers(message.properties.headers ?? {});
  const envelope = envelopeOf(message.content);
  return {
    id: text(message.properties.messageId) ?? text(envelope['id']) ?? digestId(message.content),
    queue,
    failingQueue: failingQueueOf(queue),
    type: text(message.properties.type) ?? text(envelope['type']),
    shopId: text(envelope['shopid']),
    source: text(envelope['source']),
    ...reasonOf(headers, message),
    stack: headers.text(headerNames.errorStack),
    attempt: headers.number(headerNames.attempt),
    failedAt: headers.text(headerNames.failedAt) ?? diedAt(headers),
    service: headers.text(headerNames.service),
    serviceVersion: headers.text(headerNames.serviceVersion),
    body: message.content,
  };
}

class Headers {
  constructor(private readonly values: Record<string, unknown>) {}
  text(name: string): string | undefined {
    return text(this.values[name]);
  }
  number(name: string): number | undefined {
    const value = this.values[name];
    return typeof value === 'number' ? value : undefined;
  }
  /** The newest entry of the broker's own record of dead-lettering. */
  get death(): Record<string, unknown> | undefined {
    const deaths = this.values['x-death'];
    return Array.isArray(deaths) && isRecord(deaths[0]) ? deaths[0] : undefined;
  }
}

function reasonOf(headers: Headers, message: GetMessage): { code: string; message: string } {
  const code = headers.text(headerNames.errorCode);
  if (code !== undefined) {
    return { code, message: shortenAddresses(headers.text(headerNames.errorMessage) ?? '') };
  }
  const reason = text(headers.death?.['reason']);
  if (reason === 'delivery_limit') {
    return {
      code: 'delivery-limit',
      message: 'delivered again and again without a settlement: its consumer crashed each time',
    };
  }
  if (reason !== undefined)
    return { code: reason.replaceAll('_', '-'), message: 'dead-lettered by the broker' };
  const { exchange, routingKey } = message.fields;
  return {
    code: 'unrouted',
    message: `no queue is bound to ${exchange || 'the exchange'} for ${routingKey}`,
  };
}

function diedAt(headers: Headers): string | undefined {
  const time = headers.death?.['time'];
  const seconds = isRecord(time) && time['!'] === 'timestamp' ? time['value'] : undefined;
  return typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : undefined;
}

function envelopeOf(body: Buffer): Record<string, unknown> {
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
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
