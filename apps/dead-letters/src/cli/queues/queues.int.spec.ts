import { AwardCredit, compose } from '@ellity/contracts';
import { BrokerConnection, outgoingOf } from '@ellity/messaging';
import { eventually, TestStack } from '@ellity/testing';
import type { Channel } from 'amqplib';
import { dlqCommand } from '../dlq.command';

const queue = 'tool.jobs';
const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

describe('npm run dlq -- queues', () => {
  let stack: TestStack;
  let connection: BrokerConnection;
  let channel: Channel;
  let printed: string[] = [];

  beforeAll(async () => {
    stack = await TestStack.create();
    process.env['RABBITMQ_URL_DEAD_LETTERS'] = stack.rabbitUrl;
    process.env['RABBITMQ_MANAGEMENT_URL'] = stack.management.url;
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test', { reopens: false });
    channel = await connection.createChannel();
    for (const name of [queue, `${queue}.dlq`, 'other.jobs', 'other.jobs.dlq']) {
      await channel.assertQueue(name, quorum);
    }
  });

  afterAll(async () => {
    await connection?.close();
    await stack?.close();
  });

  beforeEach(async () => {
    for (const name of [queue, `${queue}.dlq`]) await channel.purgeQueue(name);
    printed = [];
    for (const stream of ['log', 'error'] as const) {
      jest.spyOn(console, stream).mockImplementation((...parts) => void printed.push(String(parts[0])));
    }
  });
  afterEach(() => jest.restoreAllMocks());

  const dlq = (...words: string[]) => dlqCommand().parseAsync(['queues', ...words], { from: 'user' });
  const park = async (key: string): Promise<string> => {
    const data = { email: 'jana.novakova@shop.test', amount: '1.00', reason: 'order', idempotencyKey: key };
    const message = outgoingOf(
      compose<AwardCredit>(AwardCredit, data, { source: 'shop-adapter', shopId: 'demo' }),
    );
    const before = (await channel.checkQueue(`${queue}.dlq`)).messageCount;
    channel.sendToQueue(`${queue}.dlq`, message.body, {
      ...message.options,
      userId: 'tool',
      headers: {
        sender: 'shop-adapter',
        attempt: 7,
        'error-code': 'core.closed',
        'error-message': 'the shop is closed',
        service: 'tool',
      },
    });
    await eventually(async () =>
      expect((await channel.checkQueue(`${queue}.dlq`)).messageCount).toBe(before + 1),
    );
    return String(message.options.messageId);
  };
  const waiting = async (name: string) => (await channel.checkQueue(name)).messageCount;

  it('lists what is parked and why', async () => {
    const id = await park('a');
    await dlq('list');
    const text = printed.join('\n');
    expect(text).toContain(`${queue}.dlq  1`);
    expect(text).toContain(`${id}  loyalty.AwardCredit.v1  demo  attempt 7  tool`);
    expect(text).toContain('core.closed: the shop is closed');
    expect(text).not.toContain('other.jobs');
  });

  it('shows one message with its reason and its body, the address shortened', async () => {
    await park('a');
    await dlq('show', await park('b'));
    expect(printed.join('\n')).toContain('"idempotencyKey": "b"');
    expect(printed.join('\n')).toContain('j***@shop.test');
    expect(printed.join('\n')).toContain('core.closed: the shop is closed');
  });

  it('sends back one message, and only that', async () => {
    await park('a');
    await dlq('replay', await park('b'));
    expect(printed.at(-1)).toBe('1 sent back');
    await eventually(async () =>
      expect([await waiting(queue), await waiting(`${queue}.dlq`)]).toEqual([1, 1]),
    );
  });

  it('sends back all of a queue, named by the failing queue', async () => {
    await park('a');
    await park('b');
    await dlq('replay', '--queue', queue, '--all', '--dry-run');
    expect(printed.at(-1)).toBe('2 selected, nothing sent (dry run)');
    await dlq('replay', '--queue', queue, '--all');
    expect(printed.at(-1)).toBe('2 sent back');
    await eventually(async () =>
      expect([await waiting(queue), await waiting(`${queue}.dlq`)]).toEqual([2, 0]),
    );
  });

  it('says so when there is no such message or queue', async () => {
    await expect(dlq('show', 'nothing')).rejects.toThrow('no dead letter has the id nothing');
    await expect(dlq('replay', 'nothing')).rejects.toThrow('no dead letter has the id nothing');
    await expect(dlq('list', '--queue', 'nowhere')).rejects.toThrow('there is no dead-letter queue nowhere');
  });
});
