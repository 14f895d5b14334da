import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import type { Options } from 'amqplib';
import { Client } from 'pg';
import { BrokerConnection } from '../broker/connection';
import { outgoingOf, Publisher } from '../broker/publisher';
import { anAward, behaviours, markerConfig, markerService, seen } from '../messaging.fixture';
import { headersOf, QueueProbe } from '../queue-probe.fixture';

const queue = 'marker.marks';
const retryDelayMs = 1_000;
const retryQueue = `${queue}.retry.${retryDelayMs}ms`;

describe('a queue that somebody deletes', () => {
  let stack: TestStack;
  let service: RunningService;
  let database: Client;
  let connection: BrokerConnection;
  let publisher: Publisher;
  let probe: QueueProbe;
  let start: () => Promise<RunningService>;

  beforeAll(async () => {
    stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase();
    start = () => runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl, [retryDelayMs]));
    service = await start();
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
    probe = await QueueProbe.open(stack.rabbitUrl);
  });

  afterAll(async () => {
    await service?.close();
    await connection?.close();
    await probe?.close();
    await database?.end();
    await stack?.close();
  });

  const publish = (key: string) => publisher.publish([outgoingOf(anAward(key))]);
  const marksWritten = async () =>
    (await database.query<{ key: string }>('select key from marks order by id')).rows.map(({ key }) => key);
  const failsOnce = (key: string) =>
    behaviours.set(key, ({ attempt }) => {
      if (attempt === 1) throw new Error('not yet');
    });

  /** The message that a handler refused, whether it still waits for its retry or is back already. */
  const failedMessage = () =>
    eventually(async () => {
      for (const name of [retryQueue, queue]) {
        const message = await probe.channel.get(name, { noAck: true });
        if (!message) continue;
        const headers = { ...headersOf(message) };
        delete headers['x-death'];
        const properties: Options.Publish = { ...message.properties, headers };
        return { content: message.content, properties };
      }
      throw new Error('the message is nowhere yet');
    });

  it('is declared and read again by itself', async () => {
    await probe.channel.deleteQueue(queue);
    await eventually(async () => {
      await publish('after');
      expect(await marksWritten()).toContain('after');
    });
  });

  it('gets the messages that waited for their retry meanwhile, once it is back', async () => {
    failsOnce('retried');
    await publish('retried');
    await eventually(() => expect(seen).toContain('retried'));
    await service.close();
    // However long that took: the message is put where it waits after the queue is gone, with all that it had there.
    const { content, properties } = await failedMessage();
    await probe.channel.deleteQueue(queue);
    await publisher.publish([{ exchange: '', routingKey: retryQueue, body: content, options: properties }]);
    await eventually(async () => expect(await probe.count(retryQueue)).toBe(0));
    expect(await probe.exists(queue)).toBe(false);
    service = await start();
    await eventually(async () => expect(await marksWritten()).toContain('retried'));
  });

  it('gives a message that its sender let expire to the dead letters, with that reason', async () => {
    await service.close();
    const { options, ...message } = outgoingOf(anAward('too-late'));
    await publisher.publish([{ ...message, options: { ...options, expiration: '1' } }]);
    const dead = headersOf(await probe.take(`${queue}.dlq`));
    expect(dead).toMatchObject({ 'x-first-death-reason': 'expired', 'x-first-death-queue': queue });
    service = await start();
  });
});
