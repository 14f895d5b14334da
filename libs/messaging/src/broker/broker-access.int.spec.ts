import { type Contract, contracts } from '@ellity/contracts';
import { createBrokerUsers, TestStack } from '@ellity/testing';
import type { ConfirmChannel } from 'amqplib';
import { brokerAccess, receivers } from './broker-access';
import { BrokerConnection } from './connection';
import { DeadLetterQueues } from '../dead-letters/dead-letter-queues';
import { assertQueue, outcomesQueue, queueName, unroutedQueue } from '../topology';

const senders = [...new Set(contracts.flatMap((contract) => contract.publishers))];
const services = ['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'];
const foreignQueue = 'loyalty-core.credits';

describe('the users of the broker', () => {
  let stack: TestStack;
  const connections = new Map<string, BrokerConnection>();
  let urls: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    stack = await TestStack.create();
    urls = await createBrokerUsers(stack.management.vhost);
    for (const { user } of brokerAccess()) {
      connections.set(user, await BrokerConnection.open(urls[user] ?? '', user, { reopens: false }));
    }
    await as('loyalty-core', async (channel) => {
      await assertQueue(channel, foreignQueue, []);
    });
  });

  afterAll(async () => {
    for (const connection of connections.values()) await connection.close();
    await stack?.close();
  });

  /** Does something on a channel of a user and tells how the broker took it: `done`, or the code it closed the channel with. */
  async function as(user: string, work: (channel: ConfirmChannel) => Promise<unknown>): Promise<string> {
    const connection = connections.get(user);
    if (!connection) throw new Error(`${user} is no user of the broker`);
    const channel = await connection.createChannel();
    const refusal = new Promise<string>((resolve) => {
      channel.on('error', (error: Error & { code?: number }) => resolve(String(error.code)));
    });
    const outcome = await Promise.race([
      refusal,
      work(channel).then(
        () => 'done',
        () => refusal,
      ),
    ]);
    if (outcome === 'done') await channel.close();
    return outcome;
  }

  const publish = (user: string, { exchange, type }: Contract, userId = user) =>
    as(user, async (channel) => {
      channel.publish(exchange, type, Buffer.from('{}'), { userId });
      await channel.waitForConfirms();
    });

  it.each(brokerAccess().map(({ user }) => user))(
    '%s publishes its own types and no other; replays are sent in the name of dead-letters',
    async (user) => {
      for (const contract of contracts) {
        const mayPublish = user === 'dead-letters' || contract.publishers.includes(user);
        const expected = mayPublish ? 'done' : '403';
        expect([contract.type, await publish(user, contract)]).toEqual([contract.type, expected]);
      }
    },
  );

  it.each(senders)('%s cannot publish in the name of another', async (user) => {
    const own = contracts.find((contract) => contract.publishers.includes(user)) as Contract;
    const other = senders.find((sender) => sender !== user);
    expect(await publish(user, own, other)).toBe('406');
  });

  it.each(services)('%s declares and reads what it needs', async (user) => {
    const outcome = await as(user, async (channel) => {
      const received = contracts.filter(({ type }) => receivers[user]?.includes(type));
      const bindings = received.map(({ exchange, type }) => ({ exchange, routingKey: type }));
      await assertQueue(channel, queueName(user, 'own'), bindings, [1_000]);
      await channel.get(queueName(user, 'own'));
    });
    expect(outcome).toBe('done');
  });

  it.each(
    brokerAccess()
      .map(({ user }) => user)
      .filter((user) => user !== 'loyalty-core'),
  )('%s cannot declare, bind, read, empty or delete a queue of loyalty-core', async (user) => {
    expect(await as(user, (channel) => channel.assertQueue('loyalty-core.invented'))).toBe('403');
    const bind = (channel: ConfirmChannel) => channel.bindQueue(foreignQueue, 'loyalty.events', 'loyalty.#');
    expect(await as(user, bind)).toBe('403');
    expect(await as(user, (channel) => channel.get(foreignQueue))).toBe('403');
    expect(await as(user, (channel) => channel.purgeQueue(foreignQueue))).toBe('403');
    expect(await as(user, (channel) => channel.deleteQueue(foreignQueue))).toBe('403');
  });

  it('only the dead-letter service and the owner read a dead-letter queue', async () => {
    const get = (channel: ConfirmChannel) => channel.get(`${foreignQueue}.dlq`);
    const readers: string[] = [];
    for (const { user } of brokerAccess()) if ((await as(user, get)) === 'done') readers.push(user);
    expect(readers.sort()).toEqual(['dead-letters', 'loyalty-core']);
  });

  it('only the dead-letter service reads the reports on replayed messages, and nobody binds their queue', async () => {
    const readers: string[] = [];
    for (const { user } of brokerAccess()) {
      if ((await as(user, (channel) => channel.get(outcomesQueue))) === 'done') readers.push(user);
      const bind = (channel: ConfirmChannel) => channel.bindQueue(outcomesQueue, 'loyalty.events', '#');
      expect([user, await as(user, bind)]).toEqual([user, '403']);
    }
    expect(readers).toEqual(['dead-letters']);
  });

  it.each(brokerAccess().map(({ user }) => user))(
    '%s cannot declare, delete or bind an exchange, nor read or delete unrouted',
    async (user) => {
      const forbidden: ((channel: ConfirmChannel) => Promise<unknown>)[] = [
        (channel) => channel.assertExchange('loyalty.events', 'topic'),
        (channel) => channel.deleteExchange('loyalty.events'),
        (channel) => channel.bindExchange('loyalty.commands', 'loyalty.events', '#'),
        (channel) => channel.deleteQueue(unroutedQueue),
        ...(user === 'dead-letters' ? [] : [(channel: ConfirmChannel) => channel.get(unroutedQueue)]),
      ];
      for (const work of forbidden) expect(await as(user, work)).toBe('403');
    },
  );

  it.each(Object.keys(receivers))(
    '%s cannot bind its own queue to what it does not receive',
    async (user) => {
      const own = queueName(user, 'curious');
      await as(user, (channel) => channel.assertQueue(own, { durable: true }));
      const foreign = contracts.filter(({ type }) => !receivers[user]?.includes(type));
      const bindings = [...foreign, ...foreign.map((contract) => ({ ...contract, type: '#' }))];
      for (const { exchange, type } of bindings) {
        const outcome = await as(user, (channel) => channel.bindQueue(own, exchange, type));
        expect([type, outcome]).toEqual([type, '403']);
      }
    },
  );

  it('the dead-letter service names the queues with its own password', async () => {
    const { username, password } = new URL(urls['dead-letters'] ?? '');
    const management = new URL(stack.management.url);
    Object.assign(management, { username, password });
    const letters = await DeadLetterQueues.open({
      url: urls['dead-letters'] ?? '',
      managementUrl: management.toString(),
    });
    try {
      const names = (await letters.list()).map(({ queue }) => queue);
      expect(names).toEqual(expect.arrayContaining([`${foreignQueue}.dlq`, unroutedQueue]));
    } finally {
      await letters.close();
    }
  });

  it('a sender without queues of its own cannot write to a queue directly', async () => {
    const outcome = await as('shop-adapter', async (channel) => {
      channel.sendToQueue(foreignQueue, Buffer.from('{}'));
      await channel.waitForConfirms();
    });
    expect(outcome).toBe('403');
  });
});
