import { type Contract, contracts, exchanges } from '@ellity/contracts';
import { outcomesQueue, unroutedQueue } from '../topology';

/** The user that may send a message again on behalf of its first sender. */
export const replayUser = 'dead-letters';

/** What one user may do on the broker, in the terms of RabbitMQ's permissions (regular expressions). */
export interface BrokerAccess {
  readonly user: string;
  /** Of the management API: `management` may list the queues of its vhosts, and nothing beyond its permissions. */
  readonly tags: string;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
  /** Types the user may publish to each topic exchange, and bind its queues to. */
  readonly topics: readonly { readonly exchange: string; readonly write: string; readonly read: string }[];
}

const escaped = (text: string): string => text.replaceAll('.', String.raw`\.`);
const anyOf = (names: readonly string[]): string => (names.length === 0 ? '^$' : `^(${names.join('|')})$`);
const nothing = anyOf([]);

/** Services that have queues of their own, with the types they receive; all other users only publish. */
export const receivers: Readonly<Record<string, readonly string[]>> = {
  'loyalty-core': [
    ...commandsOf('loyalty'),
    'ecomail.ConnectionChanged.v1',
    'ecomail.ContactStatusChanged.v1',
    'ecomail.ErasureDone.v1',
  ],
  'ecomail-sync': [
    ...commandsOf('ecomail'),
    'loyalty.CustomerChanged.v1',
    'loyalty.CreditChanged.v1',
    'loyalty.PinChanged.v1',
    'loyalty.CreditsExpiring.v1',
    'loyalty.CustomerErased.v1',
    'loyalty.ShopChanged.v1',
  ],
  'webhook-gateway': [
    'ecomail.NoticeVerified.v1',
    'ecomail.ErasureDone.v1',
    'loyalty.CreditCommandSettled.v1',
  ],
  operator: ['loyalty.CreditCommandSettled.v1'],
  [replayUser]: ['loyalty.CustomerErased.v1'],
};

/** A command is received by the one service that owns its context. */
function commandsOf(context: string): string[] {
  return contracts
    .filter(({ kind, name }) => kind === 'command' && name.startsWith(`${context}.`))
    .map(({ type }) => type);
}

/**
 * One user per publishing service or sender, as the contracts name them. A user publishes its own types only, declares
 * its own queues only and binds them to the types it receives. Exchanges and what all share are declared by an
 * administrator. A service also writes to the default exchange, for retries and dead letters; that a message there is
 * not forged is checked by its receiver (`user_id`).
 */
export function brokerAccess(): BrokerAccess[] {
  const users = new Set([...Object.keys(receivers), ...contracts.flatMap((contract) => contract.publishers)]);
  return [...users].map((user) => (user === replayUser ? replayAccess : accessOf(user)));
}

function accessOf(user: string): BrokerAccess {
  const received = receivers[user];
  const topics = exchanges.map((exchange) => ({
    exchange,
    write: typesIn(exchange, ({ publishers }) => publishers.includes(user)),
    read: typesIn(exchange, ({ type }) => received?.includes(type) ?? false),
  }));
  const exchangesWhere = (right: 'write' | 'read') =>
    topics.filter((topic) => topic[right] !== nothing).map(({ exchange }) => escaped(exchange));
  const written = exchangesWhere('write');
  if (!received) return { user, tags: '', configure: nothing, write: anyOf(written), read: nothing, topics };
  const own = ownQueuesOf(user);
  return {
    user,
    tags: '',
    configure: anyOf([own]),
    write: anyOf([own, ...written, String.raw`amq\.default`]),
    read: anyOf([own, ...exchangesWhere('read')]),
    topics,
  };
}

/** Reads every dead letter and what is unrouted, and sends it again to its queue or exchange; hears who is erased. */
const replayAccess: BrokerAccess = {
  user: replayUser,
  tags: 'management',
  configure: anyOf([ownQueuesOf(replayUser)]),
  // To see that a failing queue exists takes a right to it, from 4.3 on; it takes another one to bind, read or empty it.
  write: anyOf([
    ...Object.keys(receivers).map(ownQueuesOf),
    ...exchanges.map(escaped),
    String.raw`amq\.default`,
  ]),
  read: anyOf([
    ownQueuesOf(replayUser),
    String.raw`.*\.dlq`,
    unroutedQueue,
    escaped(outcomesQueue),
    escaped('loyalty.events'),
  ]),
  topics: exchanges.map((exchange) => ({
    exchange,
    write: '.*',
    read: typesIn(exchange, ({ type }) => receivers[replayUser]?.includes(type) ?? false),
  })),
};

function ownQueuesOf(user: string): string {
  return `${escaped(user)}\\..*`;
}

function typesIn(exchange: string, isMeant: (contract: Contract) => boolean): string {
  const meant = contracts.filter((contract) => contract.exchange === exchange && isMeant(contract));
  return anyOf(meant.map(({ type }) => escaped(type)));
}
