import { contracts, exchanges } from '@ellity/contracts';
import { outcomesQueue, unheardExchange, unroutedQueue } from './topology';

/** The user that may send a message again on behalf of its first sender. */
export const replayUser = 'dead-letters';

/** What one user may do on the broker, in the terms of RabbitMQ's permissions (regular expressions). */
export interface BrokerAccess {
  readonly user: string;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
  /** Types the user may publish to each topic exchange. */
  readonly topics: readonly { readonly exchange: string; readonly write: string }[];
}

const escaped = (text: string): string => text.replaceAll('.', String.raw`\.`);
const anyOf = (names: readonly string[]): string => (names.length === 0 ? '^$' : `^(${names.join('|')})$`);

/** Services that have queues of their own; all other users only publish. */
const services: readonly string[] = [
  'loyalty-core',
  'ecomail-sync',
  'webhook-gateway',
  replayUser,
  'operator',
];

/**
 * One user per publishing service or sender, as the contracts name them. A user publishes its own types only, and
 * declares its own queues only. A service also writes to the default exchange, for retries and dead letters; that a
 * message there is not forged is checked by its receiver (`user_id`). What all share is declared by whoever starts
 * first, so every service may; see docs/rabbitmq.md for what that leaves open.
 */
export function brokerAccess(): BrokerAccess[] {
  const users = [...new Set([...services, ...contracts.flatMap((contract) => contract.publishers)])];
  return users.map((user) => {
    const owned = contracts.filter((contract) => contract.publishers.includes(user));
    const topics = exchanges.map((exchange) => ({
      exchange,
      write: anyOf(
        owned.filter((contract) => contract.exchange === exchange).map((contract) => escaped(contract.type)),
      ),
    }));
    const ownQueues = `${escaped(user)}\\..*`;
    const published = exchanges.map(escaped);
    if (!services.includes(user)) {
      const written = topics.filter((topic) => topic.write !== '^$').map((topic) => escaped(topic.exchange));
      return { user, configure: '^$', write: anyOf(written), read: '^$', topics };
    }
    const deadLetters = user === replayUser ? [String.raw`.*\.dlq`] : [];
    return {
      user,
      configure: anyOf([ownQueues, ...published, unheardExchange, unroutedQueue, escaped(outcomesQueue)]),
      write: anyOf([ownQueues, ...published, unheardExchange, unroutedQueue, String.raw`amq\.default`]),
      read: anyOf([ownQueues, ...published, unroutedQueue, ...deadLetters]),
      topics,
    };
  });
}
