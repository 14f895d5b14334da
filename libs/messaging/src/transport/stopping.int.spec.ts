import { ChildScript, eventually, TestStack } from '@ellity/testing';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { BrokerConnection } from '../broker/connection';
import { outgoingOf, Publisher } from '../broker/publisher';
import { anAward, aProfile, urlOf } from '../messaging.fixture';
import { QueueProbe } from '../queue-probe.fixture';

const main = join(__dirname, '..', 'marker-main.fixture.ts');
const queue = 'marker.marks';
/** Of the chassis: whoever ends sooner has kept to the time it was given. */
const stopTimeoutDefaultMs = 25_000;

describe('a service that is told to stop', () => {
  let stack: TestStack;
  let databaseUrl: string;
  let database: Client;
  let connection: BrokerConnection;
  let probe: QueueProbe;
  let child: ChildScript | undefined;

  beforeAll(async () => {
    stack = await TestStack.create();
    databaseUrl = await stack.createDatabase();
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    probe = await QueueProbe.open(stack.rabbitUrl);
  });

  afterEach(() => child?.end());

  afterAll(async () => {
    await connection?.close();
    await probe?.close();
    await database?.end();
    await stack?.close();
  });

  const started = async (env: Record<string, string> = {}) => {
    child = ChildScript.run(main, { RABBITMQ_URL: stack.rabbitUrl, DATABASE_URL: databaseUrl, ...env });
    await child.line('serving');
    return child;
  };
  const publish = (...keys: string[]) =>
    new Publisher(connection).publish(keys.map((key) => outgoingOf(anAward(key))));
  const marks = async () => (await database.query<{ key: string }>('select key from marks')).rows;

  it('finishes the batch in work, leaves the rest in the queue, and ends', async () => {
    const service = await started({ MESSAGING: JSON.stringify({ consumer: { batchSizeMax: 50 } }) });
    await publish(...Array.from({ length: 400 }, (_, index) => `held-${index}`));
    await service.line('at work on held-');
    expect(await service.end('SIGTERM')).toBe('SIGTERM');
    const written = (await marks()).length;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThanOrEqual(50);
    await eventually(async () => expect(await probe.count(queue)).toBe(400 - written));
    await probe.channel.purgeQueue(queue);
  });

  it('finishes both batches in work, and nothing that was committed comes again', async () => {
    const customers = 'marker.customers';
    const service = await started();
    await database.query('truncate marks');
    const publisher = new Publisher(connection);
    const jana = uuidv7();
    await publisher.publish([outgoingOf(aProfile('held-1', jana))]);
    await service.line('at work on held-1');
    const others = Array.from({ length: 220 }, (_, index) => aProfile(`other-${index}`, uuidv7()));
    await publisher.publish([aProfile('held-2', jana), ...others].map(outgoingOf));
    await eventually(async () => expect((await marks()).length).toBeGreaterThanOrEqual(200));
    expect(await service.end('SIGTERM')).toBe('SIGTERM');
    const written = (await marks()).map(({ key }) => key);
    expect(written).toContain('held-1');
    await eventually(async () => expect(await probe.count(customers)).toBe(222 - written.length));
    await probe.channel.purgeQueue(customers);
  });

  it('ends within its time even when a handler never does, and loses nothing', async () => {
    const service = await started({
      MESSAGING: JSON.stringify({ stopTimeoutMs: 500 }),
      STOP_TIMEOUT_MS: '1000',
    });
    await publish('hang-1');
    await service.line('at work on hang-1');
    const toldAt = Date.now();
    await service.end('SIGTERM');
    expect(Date.now() - toldAt).toBeLessThan(stopTimeoutDefaultMs);
    await eventually(async () => expect(await probe.count(queue)).toBe(1));
    await probe.channel.purgeQueue(queue);
  });

  it('ends within its time even when a request never does, having finished its batches first', async () => {
    const service = await started({ LOG_LEVEL: 'info', STOP_TIMEOUT_MS: '2000' });
    const request = fetch(`${await urlOf(service)}/ask/hang`, { method: 'POST' }).catch(() => 'cut');
    await service.line('hanging');
    await publish('slow-last');
    const toldAt = Date.now();
    expect(await service.end('SIGTERM')).toBe(1);
    expect(Date.now() - toldAt).toBeLessThan(stopTimeoutDefaultMs);
    expect(await request).toBe('cut');
    const last = (await marks()).filter(({ key }) => key === 'slow-last').length;
    await eventually(async () => expect((await probe.count(queue)) + last).toBe(1));
  });
});
