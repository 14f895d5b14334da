import { ChildScript, eventually, runService, TestStack } from '@ellity/testing';
import { join } from 'node:path';
import { Client } from 'pg';
import { BrokerConnection } from '../broker/connection';
import { outgoingOf, Publisher } from '../broker/publisher';
import { anAward, behaviours, markerConfig, markerService } from '../messaging.fixture';
import { headersOf, QueueProbe } from '../queue-probe.fixture';
import type { ReadingOptions } from '../options';

/** Processes and servers start and end here. */
jest.setTimeout(180_000);

const main = join(__dirname, '..', 'marker-main.fixture.ts');
const queue = 'marker.marks';

describe('a consumer that crashes', () => {
  let stack: TestStack;
  let databaseUrl: string;
  let database: Client;
  let connection: BrokerConnection;
  let publisher: Publisher;
  let probe: QueueProbe;
  let child: ChildScript | undefined;

  beforeEach(async () => {
    stack = await TestStack.create();
    databaseUrl = await stack.createDatabase();
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
    probe = await QueueProbe.open(stack.rabbitUrl);
  });

  afterEach(async () => {
    await child?.end();
    child = undefined;
    await connection?.close();
    await probe?.close();
    await database?.end();
    await stack?.close();
  });

  const configWith = (consumer: Partial<ReadingOptions>) => {
    const config = markerConfig(stack.rabbitUrl, databaseUrl);
    return {
      ...config,
      messaging: { ...config.messaging, consumer: { ...config.messaging.consumer, ...consumer } },
    };
  };
  const startChild = (consumer: Partial<ReadingOptions> = {}) =>
    ChildScript.run(main, {
      RABBITMQ_URL: stack.rabbitUrl,
      DATABASE_URL: databaseUrl,
      MESSAGING: JSON.stringify({ consumer }),
    });
  const publish = (...keys: string[]) => publisher.publish(keys.map((key) => outgoingOf(anAward(key))));
  const keysOf = (count: number) =>
    Array.from({ length: count }, (_, index) => `key-${String(index).padStart(4, '0')}`);
  const marksWritten = async () =>
    (await database.query<{ key: string }>('select key from marks order by key')).rows.map(({ key }) => key);

  it('loses none of 400 messages that it held in 25 crashes: they are sent back once, by themselves', async () => {
    const keys = keysOf(400);
    await (await runService(markerService, configWith({}))).close();
    await publish(...keys);
    // More than the 20 returns after which RabbitMQ 4 drops a message by itself, and than our own limit.
    for (let crash = 0; crash < 25; crash += 1) await probe.crash(queue, 400, 400);

    const service = await runService(markerService, configWith({}));
    await eventually(async () => expect(await marksWritten()).toEqual(keys));
    await service.close();
    expect(await probe.count(queue)).toBe(0);
    expect(await probe.count(`${queue}.dlq`)).toBe(0);
  });

  it('gets a message back that had been retried before, with its sender', async () => {
    const config = configWith({ deliveryLimit: 2, retryDelaysMs: Array<number>(40).fill(200) });
    const attempts: number[] = [];
    let isMended = false;
    behaviours.set('tried', ({ attempt }) => {
      attempts.push(attempt);
      if (!isMended) throw new Error('not yet');
    });
    let service = await runService(markerService, config);
    await publish('tried');
    await eventually(() => expect(attempts).toContain(1));
    await service.close();
    for (let crash = 0; crash < 2; crash += 1) await probe.crash(queue, 1, 1);
    isMended = true;
    service = await runService(markerService, config);
    await eventually(async () => expect(await marksWritten()).toEqual(['tried']));
    await service.close();
  });

  it('dead-letters the message that crashes it, after a second chance, and none of its neighbours', async () => {
    const keys = keysOf(300);
    const consumer = { deliveryLimit: 3, prefetch: 1_000 };
    let crashes = 0;
    child = startChild(consumer);
    await child.line('serving');
    await publish(...keys.slice(0, 150), 'crash', ...keys.slice(150));
    const isOver = async () => {
      if ((await probe.count(`${queue}.dlq`)) > 0) return true;
      if (!child?.hasEnded) throw new Error('neither dead nor dead-lettered');
      return false;
    };
    for (; crashes < 20 && !(await eventually(isOver)); crashes += 1) child = startChild(consumer);
    await eventually(async () => expect(await marksWritten()).toEqual(keys));
    expect(headersOf(await probe.take(`${queue}.dlq`))).toMatchObject({
      'error-code': 'delivery-limit',
      attempt: 2,
    });
    expect(crashes).toBe(6);
    expect(await probe.count(`${queue}.dlq`)).toBe(0);
  });
});
