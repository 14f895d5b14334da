import { isRecord } from '@ellity/contracts';
import type { GetMessage } from 'amqplib';

/** The broker's own note of why and when it dead-lettered a message. */
export interface Death {
  readonly reason: string;
  readonly at: string | undefined;
  /** Under which the message was published to an exchange; undefined when it came to its queue directly. */
  readonly routingKey: string | undefined;
}

/**
 * The newest note, if it is about this queue: the broker puts its own in front of any that a sender made up. A message
 * that a service forwarded has none.
 */
export function deathIn({ properties }: Pick<GetMessage, 'properties'>, queue: string): Death | undefined {
  const deaths: unknown = properties.headers?.['x-death'];
  const newest: unknown = Array.isArray(deaths) ? deaths[0] : undefined;
  if (!isRecord(newest) || newest['queue'] !== queue || typeof newest['reason'] !== 'string')
    return undefined;
  const keys = newest['routing-keys'];
  const key: unknown = Array.isArray(keys) && newest['exchange'] !== '' ? keys[0] : undefined;
  return {
    reason: newest['reason'],
    at: instantOf(newest['time']),
    routingKey: typeof key === 'string' ? key : undefined,
  };
}

function instantOf(time: unknown): string | undefined {
  const seconds = isRecord(time) && time['!'] === 'timestamp' ? time['value'] : undefined;
  return typeof seconds === 'number' && Math.abs(seconds) < 1e11
    ? new Date(seconds * 1000).toISOString()
    : undefined;
}
