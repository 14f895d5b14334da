import { dataSourceOptions } from '@ellity/platform';
import { ChildScript, eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { BrokerConnection } from '../broker/connection';
import { Publisher } from '../broker/publisher';
import { anAward, markerConfig, markerService } from '../messaging.fixture';
import { QueueProbe } from '../queue-probe.fixture';
import { insertOutbox } from './outbox';
import { Relay } from './relay';

/** Processes and servers start and end here. */
jest.setTimeout(180_000);

describe('two relays, one of them killed between the confirms and its commit', () => {
  let stack: TestStack;
  let service: RunningService;
  let dataSource: DataSource;
  let connection: BrokerConnection;
  let probe: QueueProbe;
  let killed: ChildScript;
  let other: Relay;

  beforeAll(async () => {
    stack = await TestStack.create();
    const url = await stack.createDatabase();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, url));
    const options = { url, poolSize: 2, service: 'test', entities: [], migrations: [] };
    dataSource = await new DataSource(dataSourceOptions(options)).initialize();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    probe = await QueueProbe.open(stack.rabbitUrl);
    other = new Relay(dataSource, new Publisher(connection), 'shop-adapter', {
      batchSizeMax: 50,
      pollMs: 20,
    });
    killed = ChildScript.run(join(__dirname, 'relay-main.fixture.ts'), {
      RABBITMQ_URL: stack.rabbitUrl,
      DATABASE_URL: url,
    });
  });

  afterAll(async () => {
    await killed?.end();
    await other?.stop();
    await service?.close();
    await connection?.close();
    await probe?.close();
    await dataSource?.destroy();
    await stack?.close();
  });

  it('lose nothing, and double the claimed batch only, under the same ids', async () => {
    const { queue } = await probe.channel.assertQueue('', { exclusive: true });
    await probe.channel.bindQueue(queue, 'loyalty.commands', '#');
    const awards = Array.from({ length: 500 }, (_, index) => anAward(`award-${index}`));
    // The marker service relays the same table, under a name that its receivers refuse: it must not be quicker.
    await service.close();
    // The batch that is claimed holds both: what is live and fills it not, and what runs wrote.
    await dataSource.transaction(async (manager) => {
      await insertOutbox(manager, awards.slice(40), true);
      await insertOutbox(manager, awards.slice(0, 40));
    });
    await killed.line('confirmed');
    other.start();
    await eventually(async () => expect(await probe.count(queue)).toBe(500));
    await killed.end();
    await eventually(async () => expect(await probe.count(queue)).toBe(550));
    const ids = [];
    for (let left = 550; left > 0; left -= 1) ids.push((await probe.take(queue)).properties.messageId);
    expect(new Set(ids)).toEqual(new Set(awards.map(({ id }) => id)));
  });

  it('leave an empty outbox, true counts, and every effect once', async () => {
    await other.stop();
    expect(await dataSource.query('select from outbox')).toHaveLength(0);
    expect(await dataSource.query('select sum(messages)::int as sum from published')).toEqual([{ sum: 500 }]);
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrlOf(dataSource)));
    const marks = () => dataSource.query('select count(*)::int, count(distinct key)::int as keys from marks');
    await eventually(async () => expect(await marks()).toEqual([{ count: 500, keys: 500 }]));
  });
});

const databaseUrlOf = (dataSource: DataSource): string => (dataSource.options as { url: string }).url;
