import type { Options } from 'amqplib';

/** What every AMQP short string holds at most, in bytes. */
const shortStringBytesMax = 255;
/** All headers of a message must fit into 64 KiB to be sent at all; senders' own ones get a part of that. */
const foreignHeaderBytesMax = 16 * 1024;

/** Says on a message that was sent on how many of its sender's headers did not come along. */
const leftOutHeader = 'headers-left-out';

/** With these RabbitMQ sends copies to further queues, in whose name and how often the sender likes. */
const copyHeaders: readonly string[] = ['CC', 'BCC'];

/**
 * The properties and headers with which a message can always be sent on, whatever its sender put into them.
 * Headers stay if they are plain short values; `own` ones come first. Every `x-` header is left out: with them
 * RabbitMQ 3.10 takes the second hop for a cycle and drops the message.
 */
export function carried(properties: unknown, own: readonly string[]): Options.Publish {
  const given = properties as Readonly<Record<string, unknown>>;
  const kept: Record<string, unknown> = {};
  for (const name of ['contentType', 'contentEncoding', 'messageId', 'type', 'correlationId']) {
    if (isShortText(given[name])) kept[name] = given[name];
  }
  const { timestamp } = given;
  if (typeof timestamp === 'number' && Number.isSafeInteger(timestamp) && timestamp >= 0) {
    kept['timestamp'] = timestamp;
  }
  return { ...kept, headers: carriedHeaders(given['headers'], own) };
}

function carriedHeaders(headers: unknown, own: readonly string[]): Record<string, unknown> {
  const entries = Object.entries((headers ?? {}) as Record<string, unknown>).filter(
    ([name]) => !name.startsWith('x-') && !copyHeaders.includes(name),
  );
  const isOwn = ([name]: [string, unknown]) => own.includes(name);
  const kept: [string, unknown][] = [];
  let bytes = 0;
  for (const [name, value] of [...entries.filter(isOwn), ...entries.filter((entry) => !isOwn(entry))]) {
    const size = isPlain(value) && isShortText(name) ? Buffer.byteLength(name + String(value)) : Infinity;
    if (bytes + size > foreignHeaderBytesMax) continue;
    bytes += size;
    kept.push([name, value]);
  }
  const leftOut = entries.length - kept.length;
  if (leftOut > 0) kept.push([leftOutHeader, leftOut]);
  return Object.fromEntries(kept);
}

const isShortText = (value: unknown): value is string =>
  typeof value === 'string' && Buffer.byteLength(value) <= shortStringBytesMax;

/** Values that amqplib can encode: it throws on NaN, on large fractions and on integers beyond 64 bits. */
function isPlain(value: unknown): value is string | number | boolean {
  if (typeof value !== 'number') return typeof value === 'string' || typeof value === 'boolean';
  return Number.isSafeInteger(value) || Math.abs(value) < 2 ** 50;
}
