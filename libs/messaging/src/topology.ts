/**
 * Names and arguments of everything durable on the broker, in one place.
 * Uses only what RabbitMQ 3.10 and 4.x treat alike: quorum queues, at-least-once dead-lettering, one TTL per queue.
 */
import { contracts, exchanges } from '@ellity/contracts';
import type { Channel, Options } from 'amqplib';

/** Where messages end that no queue is bound to. Nothing that is published disappears. */
export const unroutedQueue = 'unrouted';
const unroutedExchange = 'unrouted';

/**
 * News that nobody has to listen to is bound to this exchange, which has no queues. Any other message without a
 * receiver is kept as unrouted.
 */
export const unconsumedExchange = 'unconsumed';

/** Where services report what became of a replayed message. */
export const outcomesQueue = 'dead-letters.outcomes';
/** A report that nobody fetches is of no use after a day. */
const outcomeTtlMs = 86_400_000;

/** Waiting times before each further attempt; one queue per delay, since a TTL queue only expires at its head. */
export const retryDelaysMs: readonly number[] = [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000];

/** The broker's own limit of crashes, for what no consumer of ours gets to see; they count to a lower one themselves. */
const brokerDeliveryLimit = 200;

export const queueName = (service: string, feature: string): string => `${service}.${feature}`;
export const deadLetterQueueOf = (queue: string): string => `${queue}.dlq`;
export const retryQueueOf = (queue: string, delayMs: number): string => `${queue}.retry.${delayMs}ms`;
/** The queue whose dead letters are kept in `deadLetterQueue`; undefined for any other queue. */
export const failingQueueOf = (deadLetterQueue: string): string | undefined =>
  deadLetterQueue.endsWith('.dlq') ? deadLetterQueue.slice(0, -'.dlq'.length) : undefined;

export type QueueRole = 'work' | 'retry' | 'dead-letters' | 'unrouted' | 'reports' | 'other';

/** What a queue is for, by its name alone. */
export interface QueuePart {
  readonly role: QueueRole;
  /** Whose queue it is; undefined for what all share and for what somebody else declared. */
  readonly service: string | undefined;
  /** The queue of work that it belongs to. */
  readonly workQueue: string | undefined;
  /** How long a message lies in a queue of retries. */
  readonly delayMs: number | undefined;
}

/** What the name of a queue says, by the names above. */
export function queuePartOf(name: string): QueuePart {
  const nobodys = { service: undefined, workQueue: undefined, delayMs: undefined };
  if (name === unroutedQueue) return { ...nobodys, role: 'unrouted' };
  if (name === outcomesQueue) return { ...nobodys, role: 'reports', service: 'dead-letters' };
  const [, workQueue, service, end, delay] =
    /^(([a-z][a-z-]*)\.[a-z-]+)(\.dlq|\.retry\.(\d+)ms)?$/.exec(name) ?? [];
  if (workQueue === undefined) return { ...nobodys, role: 'other' };
  if (delay !== undefined) return { role: 'retry', service, workQueue, delayMs: Number(delay) };
  return { role: end === undefined ? 'work' : 'dead-letters', service, workQueue, delayMs: undefined };
}

/** Dead-lettering by the broker is confirmed (at least once), which needs a queue that rejects instead of dropping. */
const deadLettersTo = (queue: string) => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

/** No limit of deliveries unless given: from RabbitMQ 4.0 on a queue without one drops a message after 20. */
const quorum = (args: Record<string, unknown> = {}): Options.AssertQueue => ({
  durable: true,
  arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': unlimited, ...args },
});
const unlimited = 1_000_000_000;

/**
 * Declares what all services share: the exchanges, the queue for what nobody is bound to, the queue of reports. An
 * administrator's step, repeatable: services have no right to it and only check.
 */
export async function assertShared(channel: Channel): Promise<void> {
  await channel.assertExchange(unroutedExchange, 'fanout', { durable: true });
  await channel.assertQueue(unroutedQueue, quorum());
  await channel.bindQueue(unroutedQueue, unroutedExchange, '');
  await channel.assertQueue(outcomesQueue, quorum({ 'x-message-ttl': outcomeTtlMs }));
  for (const exchange of exchanges) {
    await channel.assertExchange(exchange, 'topic', { durable: true, alternateExchange: unroutedExchange });
  }
  await channel.assertExchange(unconsumedExchange, 'fanout', { durable: true });
  for (const { isConsumerOptional, exchange, type } of contracts) {
    if (isConsumerOptional) await channel.bindExchange(unconsumedExchange, exchange, type);
  }
}

/** What all services share is not on this broker: the administrator's step is missing. */
export class TopologyMissingError extends Error {
  readonly code = 'messaging.topology-missing';
  readonly retryable = true;
}

/** Resolves when all that services share exists; rejects with TopologyMissingError naming what does not. Declares nothing. */
export async function checkShared(channel: Channel): Promise<void> {
  const shared = [
    ...[...exchanges, unroutedExchange].map((name) => () => channel.checkExchange(name)),
    ...[unroutedQueue, outcomesQueue].map((name) => () => channel.checkQueue(name)),
  ];
  for (const check of shared) {
    await check().catch((cause: unknown) => {
      const missing = /no (?:exchange|queue) '[^']*'/.exec((cause as Error).message)?.[0];
      if (!missing) throw cause;
      throw new TopologyMissingError(
        `there is ${missing} on the broker: the set-up (npm start, docker compose, tools/start/broker.mjs) declares it`,
        { cause },
      );
    });
  }
}

export interface Binding {
  readonly exchange: string;
  readonly routingKey: string;
}

/** Declares a queue with those that belong to it (see the names above), and binds it. Repeatable. */
export async function assertQueue(
  channel: Channel,
  queue: string,
  bindings: readonly Binding[],
  delaysMs: readonly number[] = retryDelaysMs,
): Promise<void> {
  await channel.assertQueue(deadLetterQueueOf(queue), quorum());
  await channel.assertQueue(
    queue,
    quorum({
      'x-delivery-limit': brokerDeliveryLimit,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadLetterQueueOf(queue),
    }),
  );
  for (const delayMs of delaysMs) {
    await channel.assertQueue(
      retryQueueOf(queue, delayMs),
      quorum({ 'x-message-ttl': delayMs, ...deadLettersTo(queue) }),
    );
  }
  for (const { exchange, routingKey } of bindings) await channel.bindQueue(queue, exchange, routingKey);
}
