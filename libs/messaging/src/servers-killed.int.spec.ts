import { dataSourceOptions } from '@ellity/platform';
import { eventually, PrivateServers, runService, type RunningService, TestStack } from '@ellity/testing';
import { DataSource } from 'typeorm';
import { BrokerConnection } from './broker/connection';
import { outgoingOf, Publisher } from './broker/publisher';
import { anAward, behaviours, markerConfig, markerService } from './messaging.fixture';
import { insertOutbox } from './outbox/outbox';
import { Relay } from './outbox/relay';
import { QueueProbe } from './queue-probe.fixture';
import { messagingTables } from './outbox/tables';

/** Processes and servers start and end here. */
jest.setTimeout(360_000);

const patience = { timeoutMs: 240_000 };

describe('when a server is killed', () => {
  let servers: PrivateServers;
  let stack: TestStack;
  let service: RunningService;
  let connection: BrokerConnection;
  let publisher: Publisher;

  beforeAll(async () => {
    servers = await PrivateServers.start();
    stack = await TestStack.create(servers.addresses);
    const databaseUrl = await stack.createDatabase();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl));
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
  });

  afterAll(async () => {
    await service?.close();
    await connection?.close();
    await stack?.close();
    await servers?.close();
  });

  const withDatabase = async <T>(
    url: string,
    migrations: (new () => object)[],
    work: (dataSource: DataSource) => Promise<T>,
  ): Promise<T> => {
    const options = { url, poolSize: 3, service: 'test', entities: [], migrations };
    const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  };
  /** How many marks there are of a kind; each may be there once. */
  const applied = async (like: string): Promise<number> => {
    const sql = 'select count(*)::int, count(distinct key)::int as keys from marks where key like $1';
    const [row] = await service.app.get(DataSource).query<{ count: number; keys: number }[]>(sql, [like]);
    expect(row?.count).toBe(row?.keys);
    return row?.count ?? 0;
  };
  const readiness = async () => (await fetch(`${service.url}/health/ready`)).status;
  const failedMessages = async () => {
    const probe = await QueueProbe.open(stack.rabbitUrl);
    const queues = ['marker.marks.dlq', 'marker.marks.retry.50ms', 'marker.marks.retry.100ms'];
    const counts = await Promise.all(queues.map((queue) => probe.count(queue)));
    await probe.close();
    return counts.reduce((sum, count) => sum + count, 0);
  };

  it('the database: messages wait for it, no attempt is counted, nothing is dead-lettered', async () => {
    const keys = Array.from({ length: 1_000 }, (_, index) => `database-${index}`);
    const attempts = new Set<number>();
    for (const key of keys) behaviours.set(key, ({ attempt }) => void attempts.add(attempt));
    await publisher.publish(keys.slice(0, 500).map((key) => outgoingOf(anAward(key))));
    await servers.kill('postgres');
    await publisher.publish(keys.slice(500).map((key) => outgoingOf(anAward(key))));
    await eventually(async () => expect(await readiness()).toBe(503));
    const awayUntil = Date.now() + 5_000;
    await eventually(() => expect(Date.now()).toBeGreaterThan(awayUntil));
    await servers.startAgain();
    await eventually(async () => expect(await applied('database-%')).toBe(1_000), patience);
    expect([...attempts]).toEqual([1]);
    expect(await failedMessages()).toBe(0);
    await eventually(async () => expect(await readiness()).toBe(200));
  });

  it('the broker, in the middle of 10,000 messages: each arrives and is applied once', async () => {
    const url = await stack.createDatabase('outbox');
    await withDatabase(url, [...messagingTables], async (dataSource) => {
      const relay = new Relay(dataSource, publisher, 'shop-adapter', { batchSizeMax: 200, pollMs: 50 });
      const awards = Array.from({ length: 10_000 }, (_, index) => anAward(`broker-${index}`));
      await insertOutbox(dataSource.manager, awards);
      let goOn = (): void => undefined;
      const isBack = new Promise<void>((resolve) => (goOn = resolve));
      behaviours.set('broker-9999', () => isBack);
      relay.start();
      await eventually(async () => expect(await applied('broker-%')).toBeGreaterThan(1_000));
      await servers.kill('rabbit');
      expect(await applied('broker-%')).toBeLessThan(10_000);
      await servers.startAgain();
      goOn();
      await eventually(async () => expect(await applied('broker-%')).toBe(10_000), patience);
      await eventually(async () => expect(await dataSource.query('select from outbox')).toHaveLength(0));
      await relay.stop();
    });
    expect(await failedMessages()).toBe(0);
    await eventually(async () => expect(await readiness()).toBe(200));
  });
});
