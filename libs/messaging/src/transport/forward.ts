import type { ConsumeMessage, Options } from 'amqplib';
import type { Outgoing } from '../broker/publisher';
import { type Headers, headerNames } from './own-headers';

/** What every AMQP short string holds at most, in bytes. */
const shortStringBytesMax = 255;
/** All headers of a message must fit into 64 KiB to be sent at all; senders' own ones get a part of that. */
const foreignHeaderBytesMax = 16 * 1024;

/** Says on a forwarded message how many of its sender's headers did not come along. */
const leftOutHeader = 'headers-left-out';

/** With these RabbitMQ sends copies to further queues, in whose name and how often the sender likes. */
const copyHeaders: readonly string[] = ['CC', 'BCC'];
const takenNames: ReadonlySet<string> = new Set([...copyHeaders, ...Object.values(headerNames)]);

export interface Destination {
  /** Empty for the default exchange, which delivers to the one queue that the routing key names. */
  readonly exchange: string;
  readonly routingKey: string;
}

/** The message with its body, sent on by `user`, with these headers of ours and no other of ours; see `forwardable`. */
export function forwarded(
  message: Pick<ConsumeMessage, 'content' | 'properties'>,
  { exchange, routingKey }: Destination,
  user: string,
  headers: Headers,
): Outgoing {
  const options = forwardable(message.properties);
  return {
    exchange,
    routingKey,
    body: message.content,
    options: {
      ...options,
      persistent: true,
      userId: user,
      headers: { ...(options.headers as Headers), ...headers },
    },
  };
}

/**
 * The properties and headers with which a message can always be forwarded, whatever its sender put into them. Foreign
 * headers stay if they are plain short values; those of our names are dropped, for the forwarder to set. So is every
 * `x-` header: with them RabbitMQ 3.10 takes the second round of a message for a cycle and drops it.
 */
export function forwardable(properties: unknown): Options.Publish {
  const input = properties as Headers;
  const kept: Record<string, unknown> = {};
  for (const name of ['contentType', 'contentEncoding', 'messageId', 'type', 'correlationId']) {
    if (isShortText(input[name])) kept[name] = input[name];
  }
  const { timestamp } = input;
  if (typeof timestamp === 'number' && Number.isSafeInteger(timestamp) && timestamp >= 0) {
    kept['timestamp'] = timestamp;
  }
  return { ...kept, headers: foreignHeaders(input['headers']) };
}

function foreignHeaders(headers: unknown): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let [bytes, leftOut] = [0, 0];
  for (const [name, value] of Object.entries((headers ?? {}) as Headers)) {
    if (takenNames.has(name) || name.startsWith('x-')) continue;
    const size = isPlain(value) && isShortText(name) ? Buffer.byteLength(name + String(value)) : Infinity;
    if (bytes + size > foreignHeaderBytesMax || name === '__proto__') leftOut += 1;
    else {
      bytes += size;
      kept[name] = value;
    }
  }
  if (leftOut > 0) kept[leftOutHeader] = leftOut;
  return kept;
}

const isShortText = (value: unknown): value is string =>
  typeof value === 'string' && Buffer.byteLength(value) <= shortStringBytesMax;

/** Values that amqplib can encode: it throws on NaN, on large fractions and on integers beyond 64 bits. */
function isPlain(value: unknown): value is string | number | boolean {
  if (typeof value !== 'number') return typeof value === 'string' || typeof value === 'boolean';
  return Number.isSafeInteger(value) || Math.abs(value) < 2 ** 50;
}
