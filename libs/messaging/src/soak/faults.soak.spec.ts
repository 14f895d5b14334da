import { dataSourceOptions } from '@ellity/platform';
import { ChildScript, eventually, PrivateServers, TestStack } from '@ellity/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { BrokerConnection } from '../broker/connection';
import { Publisher } from '../broker/publisher';
import { anAward } from '../messaging.fixture';
import { insertOutbox } from '../outbox/outbox';
import { Relay } from '../outbox/relay';
import { QueueProbe } from '../queue-probe.fixture';
import { randomFrom } from './random.fixture';
import { messagingTables } from '../outbox/tables';

const seed = Number(process.env['SEED'] ?? 1);
const seconds = Number(process.env['SOAK_SECONDS'] ?? 300);
const perSecond = 200;
const patience = { timeoutMs: 180_000 };

describe(`messages under random faults for ${seconds} s (SEED=${seed})`, () => {
  let servers: PrivateServers;
  let stack: TestStack;
  let outbox: DataSource;
  let marks: DataSource;
  let connection: BrokerConnection;
  let relays: Relay[];
  let consumers: ChildScript[];
  let startConsumer: () => ChildScript;

  beforeAll(async () => {
    servers = await PrivateServers.start();
    stack = await TestStack.create(servers.addresses);
    const marksUrl = await stack.createDatabase('marks');
    startConsumer = () =>
      ChildScript.run(join(__dirname, '..', 'marker-main.fixture.ts'), {
        RABBITMQ_URL: stack.rabbitUrl,
        DATABASE_URL: marksUrl,
      });
    consumers = [startConsumer()];
    await consumers[0]?.line('serving');
    consumers.push(startConsumer());
    outbox = await connected(await stack.createDatabase('outbox'), [...messagingTables]);
    marks = await connected(marksUrl, []);
    connection = await BrokerConnection.open(stack.rabbitUrl, 'soak');
    relays = [1, 2].map(
      () => new Relay(outbox, new Publisher(connection), 'shop-adapter', { batchSizeMax: 100, pollMs: 20 }),
    );
    for (const relay of relays) relay.start();
  });

  afterAll(async () => {
    await Promise.all((relays ?? []).map((relay) => relay.stop()));
    await Promise.all((consumers ?? []).map((consumer) => consumer.end()));
    await connection?.close();
    await outbox?.destroy();
    await marks?.destroy();
    await stack?.close();
    await servers?.close();
  });

  const random = randomFrom(seed);
  const faults: Record<string, () => Promise<unknown>> = {
    'connections cut': () => stack.management.cutConnections(),
    'consumer killed': async () => {
      await consumers.shift()?.end();
      consumers.push(startConsumer());
    },
    'consumer stopped': async () => {
      await consumers.shift()?.end('SIGTERM');
      consumers.push(startConsumer());
    },
    'broker killed': async () => {
      await servers.kill('rabbit');
      await servers.startAgain();
    },
    'database killed': async () => {
      await servers.kill('postgres');
      await servers.startAgain();
    },
  };

  it('are each applied exactly once, and none is dead-lettered', async () => {
    const until = Date.now() + seconds * 1000;
    const told: string[] = [];
    let sent = 0;
    const sending = (async () => {
      // An insert whose answer was lost may have happened: its keys are not used again.
      for (let next = 0; Date.now() < until; next += perSecond, await delay(1000)) {
        const awards = Array.from({ length: perSecond }, (_, index) => anAward(`soak-${next + index}`));
        const isStored = await insertOutbox(outbox.manager, awards).then(
          () => true,
          () => false,
        );
        if (isStored) sent += perSecond;
      }
    })();
    while (Date.now() < until) {
      await delay(1_000 + random() * 9_000);
      const names = Object.keys(faults);
      const name = names[Math.floor(random() * names.length)] ?? '';
      told.push(name);
      await faults[name]?.();
    }
    await sending;
    process.stdout.write(`${sent} messages; faults: ${told.join(', ')}\n`);
    const sql = 'select count(*)::int as count, count(distinct key)::int as keys from marks';
    await eventually(async () => {
      const [row] = await marks.query<{ count: number; keys: number }[]>(sql);
      expect(row?.count).toBe(row?.keys);
      expect(row?.keys).toBeGreaterThanOrEqual(sent);
      expect(await outbox.query('select from outbox')).toHaveLength(0);
    }, patience);
    const probe = await QueueProbe.open(stack.rabbitUrl);
    expect(await probe.count('marker.marks.dlq')).toBe(0);
    await probe.close();
  });
});

async function connected(url: string, migrations: (new () => object)[]): Promise<DataSource> {
  const options = { url, poolSize: 4, service: 'soak', entities: [], migrations };
  return new DataSource(dataSourceOptions(options)).initialize();
}
