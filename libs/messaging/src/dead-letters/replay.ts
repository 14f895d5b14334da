import { exchanges } from '@ellity/contracts';
import type { GetMessage } from 'amqplib';
import { replayUser } from '../broker/broker-access';
import type { Outgoing } from '../broker/publisher';
import { failingQueueOf, unroutedQueue } from '../topology';
import { type Destination, forwarded } from '../transport/forward';
import { headerNames } from '../transport/own-headers';
import { originOf } from '../transport/sender';
import { deathIn } from './death';
import { reasonOf } from './reason';

/** Where a message goes when it is replayed; undefined where there is no way back. */
export function destinationOf(message: GetMessage, queue: string): Destination | undefined {
  const failingQueue = failingQueueOf(queue);
  if (failingQueue !== undefined) return { exchange: '', routingKey: failingQueue };
  const { exchange, routingKey } = message.fields;
  return queue === unroutedQueue && exchanges.includes(exchange) ? { exchange, routingKey } : undefined;
}

/**
 * As new, but for the id of the replay and for what its first sender is judged by: whose it was and under which routing
 * key it came. So a message whose fault these were meets it again.
 */
export function replayOf(message: GetMessage, destination: Destination, replayId: string): Outgoing {
  const { exchange, routingKey: failingQueue } = destination;
  const isDeadLetter = exchange === '';
  const service = isDeadLetter ? failingQueue.split('.', 1)[0] : undefined;
  return forwarded(message, destination, replayUser, {
    ...(isDeadLetter ? keyBefore(message, failingQueue) : {}),
    ...originOf(message, service),
    [headerNames.replayId]: replayId,
  });
}

/** What the broker noted when it dead-lettered, or, of letters that are older than the header, that the key was wrong. */
function keyBefore(message: GetMessage, failingQueue: string): Record<string, string> {
  const death = deathIn(message, failingQueue);
  if (death?.routingKey !== undefined) return { [headerNames.routingKey]: death.routingKey };
  const { code } = reasonOf(message, failingQueue);
  return code === 'routing-key-differs' ? { [headerNames.routingKey]: 'unknown' } : {};
}
