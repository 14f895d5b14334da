import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import type { Channel } from 'amqplib';
import { Client } from 'pg';
import { BrokerConnection } from '../broker/connection';
import { outgoingOf, Publisher } from '../broker/publisher';
import { PermanentError } from '../errors';
import { anAward, behaviours, markerConfig, markerService } from '../messaging.fixture';
import { assertQueue } from '../topology';
import { DeadLetterQueues, ReplayRefusedError } from './dead-letter-queues';

const dlq = 'marker.marks.dlq';

describe('dead-letter queues', () => {
  let stack: TestStack;
  let service: RunningService;
  let database: Client;
  let connection: BrokerConnection;
  let publisher: Publisher;
  let letters: DeadLetterQueues;
  let direct: BrokerConnection;
  let channel: Channel;

  beforeAll(async () => {
    stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
    letters = await DeadLetterQueues.open({
      url: stack.rabbitUrl,
      managementUrl: stack.management.url,
    });
    direct = await BrokerConnection.open(stack.rabbitUrl, 'direct', { reopens: false });
    channel = await direct.createChannel();
  });

  afterAll(async () => {
    await letters?.close();
    await direct?.close();
    await service?.close();
    await connection?.close();
    await database?.end();
    await stack?.close();
  });

  beforeEach(async () => {
    behaviours.clear();
    await database.query('truncate marks');
    await channel.purgeQueue(dlq);
  });

  const refuse = () => {
    throw new PermanentError('marker.refused', 'jana.novakova@shop.test is not welcome');
  };
  const marksWritten = async () =>
    (await database.query<{ key: string }>('select key from marks order by key')).rows.map(({ key }) => key);
  const countOf = async (queue: string) => (await channel.checkQueue(queue)).messageCount;
  const all = () => true;

  /** Awards with these keys end in the dead-letter queue, in this order; resolves with their ids. */
  const park = async (...keys: string[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const key of keys) {
      behaviours.set(key, refuse);
      const award = anAward(key);
      const before = await countOf(dlq);
      await publisher.publish([outgoingOf(award)]);
      await eventually(async () => expect(await countOf(dlq)).toBe(before + 1));
      ids.push(award.id);
    }
    return ids;
  };

  it('tells how many messages lie where, consuming none', async () => {
    await park('a', 'b');
    await publisher.publish([
      { exchange: 'loyalty.events', routingKey: 'loyalty.Nothing.v1', body: Buffer.from('x'), options: {} },
    ]);
    for (let look = 1; look <= 2; look += 1) {
      expect(await letters.list()).toEqual([
        { queue: 'marker.customers.dlq', messages: 0 },
        { queue: dlq, messages: 2 },
        { queue: 'unrouted', messages: 1 },
      ]);
    }
    expect(await letters.peek('unrouted', 5)).toMatchObject([
      { code: 'unrouted', message: 'no queue is bound to loyalty.events for loyalty.Nothing.v1' },
    ]);
    await channel.purgeQueue('unrouted');
  });

  it('shows why a message is there, and leaves all in their order however often it looks', async () => {
    const ids = await park('a', 'b', 'c');
    for (let look = 1; look <= 3; look += 1) {
      const seen = await letters.peek(dlq, 2);
      expect(seen.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    }
    const [first] = await letters.peek(dlq, 10);
    expect(first).toMatchObject({
      failingQueue: 'marker.marks',
      type: 'loyalty.AwardCredit.v1',
      shopId: 'demo',
      source: 'shop-adapter',
      code: 'marker.refused',
      message: 'j***@shop.test is not welcome',
      attempt: 1,
      service: 'marker',
      serviceVersion: '1.2.3',
    });
    expect(Date.parse(first?.failedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect((await letters.peek(dlq, 10)).map(({ id }) => id)).toEqual(ids);
  });

  it('delivers a dead letter once after the cause is gone, even when it is sent back twice', async () => {
    const [id] = await park('once');
    behaviours.clear();
    const [copy] = await letters.peek(dlq, 1);
    channel.sendToQueue(dlq, copy?.body ?? Buffer.alloc(0), {
      persistent: true,
      messageId: id,
      userId: 'marker',
      headers: { sender: 'shop-adapter', attempt: 1 },
    });
    await eventually(async () => expect(await countOf(dlq)).toBe(2));
    expect(await letters.replay(dlq, all)).toMatchObject({ selected: 2, replayed: 2, kept: 0 });
    await publisher.publish([outgoingOf(anAward('last'))]);
    await eventually(async () => expect(await marksWritten()).toEqual(['last', 'once']));
    expect(await countOf(dlq)).toBe(0);
  });

  it('sends back the selected ones alone and keeps the others in order', async () => {
    const ids = await park('a', 'b', 'c');
    behaviours.clear();
    expect(await letters.replay(dlq, ({ id }) => id === ids[1])).toMatchObject({ replayed: 1, kept: 2 });
    await eventually(async () => expect(await marksWritten()).toEqual(['b']));
    await eventually(async () =>
      expect((await letters.peek(dlq, 10)).map(({ id }) => id)).toEqual([ids[0], ids[2]]),
    );
  });

  it('changes nothing in a dry run', async () => {
    const ids = await park('a', 'b');
    behaviours.clear();
    const counts = await letters.replay(dlq, all, { isDryRun: true });
    expect(counts).toMatchObject({ selected: 2, replayed: 0, kept: 2 });
    await eventually(async () => expect((await letters.peek(dlq, 10)).map(({ id }) => id)).toEqual(ids));
    expect(await marksWritten()).toEqual([]);
  });

  it('ends, and keeps the message, when the cause is still there', async () => {
    const [id] = await park('still');
    expect(await letters.replay(dlq, all)).toMatchObject({ replayed: 1 });
    await eventually(async () => expect(await letters.peek(dlq, 10)).toMatchObject([{ id, attempt: 1 }]));
  });

  it('lets a replayed message go through its retries again', async () => {
    await park('slow');
    let failures = 0;
    behaviours.set('slow', () => {
      if (++failures <= 2) throw new Error('not yet');
    });
    await letters.replay(dlq, all);
    await eventually(async () => expect(await marksWritten()).toEqual(['slow']));
    expect(failures).toBe(3);
  });

  it('does not apply a letter whose routing key was wrong, however often it is sent back', async () => {
    const message = outgoingOf(anAward('misaddressed'));
    await channel.bindQueue('marker.marks', message.exchange, 'loyalty.Misaddressed.v1');
    await publisher.publish([{ ...message, routingKey: 'loyalty.Misaddressed.v1' }]);
    for (let replay = 1; replay <= 3; replay += 1) {
      await eventually(async () =>
        expect(await letters.peek(dlq, 5)).toMatchObject([{ code: 'routing-key-differs' }]),
      );
      expect(await letters.replay(dlq, all)).toMatchObject({ replayed: 1 });
    }
    await publisher.publish([outgoingOf(anAward('last'))]);
    await eventually(async () => expect(await marksWritten()).toEqual(['last']));
    await channel.unbindQueue('marker.marks', message.exchange, 'loyalty.Misaddressed.v1');
  });

  it('brings an unrouted message to its receiver, once, under its sender and its key', async () => {
    const message = outgoingOf(anAward('early'));
    const address = [message.exchange, message.routingKey] as const;
    await channel.unbindQueue('marker.marks', ...address);
    await publisher.publish([message]);
    await eventually(async () =>
      expect(await letters.peek('unrouted', 5)).toMatchObject([{ code: 'unrouted' }]),
    );
    expect(await letters.replay('unrouted', all)).toMatchObject({ selected: 1, replayed: 1 });
    await eventually(async () => expect(await letters.peek('unrouted', 5)).toHaveLength(1));
    await channel.bindQueue('marker.marks', ...address);
    expect(await letters.replay('unrouted', all, { isDryRun: true })).toMatchObject({
      selected: 1,
      replayed: 0,
    });
    expect(await letters.replay('unrouted', all)).toMatchObject({ replayed: 1, kept: 0 });
    await eventually(async () => expect(await marksWritten()).toEqual(['early']));
    expect([await countOf('unrouted'), await countOf(dlq)]).toEqual([0, 0]);
  });

  it('leaves in unrouted what was published to no exchange of the contracts', async () => {
    channel.publish('unrouted', 'nowhere', Buffer.from('x'), { persistent: true });
    await eventually(async () => expect(await countOf('unrouted')).toBe(1));
    expect(await letters.replay('unrouted', all)).toMatchObject({ selected: 0, replayed: 0, kept: 1 });
    await channel.purgeQueue('unrouted');
  });

  describe('of a queue that nobody reads', () => {
    const queue = 'tool.jobs';
    const take = (name: string) =>
      eventually(async () => {
        const message = await channel.get(name, { noAck: true });
        if (!message) throw new Error(`${name} is empty`);
        return message;
      });

    beforeEach(async () => {
      await assertQueue(channel, queue, [], []);
      await channel.purgeQueue(queue);
      await channel.purgeQueue(`${queue}.dlq`);
    });

    it('strips every x- header and names the first sender and the replay', async () => {
      const award = outgoingOf(anAward('rejected'));
      const byTheBroker = { 'x-death': [{ queue, reason: 'rejected' }], 'x-first-death-queue': queue };
      const headers = { ...byTheBroker, 'x-mine': 1, note: 'kept' };
      channel.sendToQueue(`${queue}.dlq`, award.body, { ...award.options, headers });
      await eventually(async () =>
        expect(await letters.peek(`${queue}.dlq`, 1)).toMatchObject([{ code: 'removed-by-broker' }]),
      );
      const { replayId } = await letters.replay(`${queue}.dlq`, all);
      const { properties } = await take(queue);
      // From RabbitMQ 4 on a first delivery has no count.
      const { 'x-delivery-count': countedByTheBroker = 0, ...kept } = properties.headers ?? {};
      expect(countedByTheBroker).toBe(0);
      expect(kept).toEqual({ note: 'kept', sender: 'shop-adapter', 'replay-id': replayId });
      expect(properties).toMatchObject({ userId: 'dead-letters', messageId: award.options.messageId });
    });

    it('does not believe a sender who names another one', async () => {
      const award = outgoingOf(anAward('forged'));
      const headers = { sender: 'operator' };
      channel.sendToQueue(`${queue}.dlq`, award.body, { ...award.options, headers });
      await eventually(async () => expect(await countOf(`${queue}.dlq`)).toBe(1));
      await letters.replay(`${queue}.dlq`, all);
      expect((await take(queue)).properties.headers).toMatchObject({ sender: 'shop-adapter' });
    });

    it.each([
      ['error-code', { 'error-code': 'core.closed', 'error-message': 'forged', attempt: 7, service: 'tool' }],
      ['x-death', { 'x-death': [{ queue: 'other.jobs', reason: 'delivery_limit' }] }],
    ])('does not believe a reason that a sender wrote into %s', async (_name, headers) => {
      const award = outgoingOf(anAward('forged'));
      channel.sendToQueue(`${queue}.dlq`, award.body, { ...award.options, headers });
      await eventually(async () => expect(await countOf(`${queue}.dlq`)).toBe(1));
      const [letter] = await letters.peek(`${queue}.dlq`, 1);
      expect(letter).toMatchObject({ code: 'put-by-hand', attempt: undefined, service: undefined });
    });

    it('gives a message without an id one that stays the same', async () => {
      channel.sendToQueue(`${queue}.dlq`, Buffer.from('{"half":'), { persistent: true });
      await eventually(async () => expect(await countOf(`${queue}.dlq`)).toBe(1));
      const [first] = await letters.peek(`${queue}.dlq`, 1);
      const [second] = await letters.peek(`${queue}.dlq`, 1);
      expect([first?.id, second?.id]).toEqual([
        expect.stringMatching(/^body-[0-9a-f]{16}$/) as string,
        first?.id,
      ]);
    });
  });

  it('refuses to send back from a queue without dead letters, and keeps what cannot go back', async () => {
    await expect(letters.replay('marker.marks', all)).rejects.toThrow(ReplayRefusedError);
    await channel.assertQueue('gone.jobs.dlq', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    channel.sendToQueue('gone.jobs.dlq', Buffer.from('x'), { persistent: true });
    await eventually(async () => expect(await countOf('gone.jobs.dlq')).toBe(1));
    await expect(letters.replay('gone.jobs.dlq', all)).rejects.toThrow(
      'the failing queue gone.jobs does not exist',
    );
    await eventually(async () => expect(await countOf('gone.jobs.dlq')).toBe(1));
  });
});
