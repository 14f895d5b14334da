import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '@ellity/platform';
import { AwardCredit, RecordConsent } from '@ellity/contracts';
import { v7 as uuidv7 } from 'uuid';
import { BrokerConnection } from '../broker/connection';
import { Publisher } from '../broker/publisher';
import { anAward, markerConfig, markerService } from '../messaging.fixture';
import { sendDuration } from '../metrics';
import { QueueProbe } from '../queue-probe.fixture';
import { Transactions } from './transaction';
import { insertOutbox } from './outbox';
import { Relay } from './relay';
import { MessagingTables1700000000000 } from './tables';

describe('the outbox', () => {
  let stack: TestStack;
  let service: RunningService;
  let transactions: Transactions;
  let database: Client;
  let databaseUrl: string;

  beforeAll(async () => {
    stack = await TestStack.create();
    databaseUrl = await stack.createDatabase();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl));
    transactions = service.app.get(Transactions);
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
  });

  afterAll(async () => {
    await service?.close();
    await database?.end();
    await stack?.close();
  });

  const award = (key: string) => anAward(key).data;
  const about = { shopId: 'demo' };
  const marksOf = async (like: string) => {
    const { rows } = await database.query<{ key: string }>(
      'select key from marks where key like $1 order by key',
      [like],
    );
    return rows.map(({ key }) => key);
  };
  const waiting = async () => (await database.query('select from outbox')).rowCount;
  const counted = async (shopId: string) => {
    const sql = 'select coalesce(sum(messages), 0)::int as messages from published where shop_id = $1';
    return (await database.query<{ messages: number }>(sql, [shopId])).rows[0]?.messages;
  };

  it('publishes what was committed, and counts it per shop', async () => {
    await transactions.run((transaction) => {
      transaction.publish(AwardCredit, award('kept'), { shopId: 'counted' });
    });
    // The service publishes under its own name, which may not award credit: the message must arrive and be refused.
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await counted('counted')).toBe(1);
  });

  it('counts a message that nobody is bound to as published, keeps it in unrouted, and goes on', async () => {
    const id = await transactions.run((transaction) => {
      transaction.publish(AwardCredit, award('before'), { shopId: 'unbound' });
      return transaction.publish(RecordConsent, aConsent, { shopId: 'unbound' });
    });
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await counted('unbound')).toBe(2);
    const probe = await QueueProbe.open(stack.rabbitUrl);
    expect((await probe.take('unrouted')).properties.messageId).toBe(id);
    await probe.close();
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    const run = transactions.run((transaction) => {
      transaction.publish(AwardCredit, award('gone'), { shopId: 'rolled-back' });
      throw new Error('changed my mind');
    });
    await expect(run).rejects.toThrow('changed my mind');
    await transactions.run((transaction) => {
      transaction.publish(AwardCredit, award('after'), about);
    });
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(await counted('rolled-back')).toBe(0);
  });

  it('tells in the metrics what was sent, and how much waits since when', async () => {
    const metric = async (name: string) => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      const line = text.split('\n').find((one) => one.startsWith(name));
      return line === undefined ? undefined : Number(line.split(' ').at(-1));
    };
    expect(await metric('messaging_client_sent_messages_total')).toBeGreaterThan(0);
    expect(await metric('outbox_messages{service="marker"}')).toBe(0);
    await database.query('begin');
    await database.query('lock table published');
    await transactions.run((transaction) => {
      transaction.publish(AwardCredit, award('held up'), about);
    });
    expect(await metric('outbox_messages{service="marker"}')).toBe(1);
    expect(await metric('outbox_oldest_age_seconds{service="marker"}')).toBeLessThan(60);
    await database.query('rollback');
    await eventually(async () => expect(await metric('outbox_messages{service="marker"}')).toBe(0));
  });

  it('holds texts with line breaks, quotes and backslashes as they were written', async () => {
    const awards = ['one\ntwo', '"quoted"', 'C:\\new\\', '\r\n\t\u0000{}'].map((key) => anAward(key));
    const bodies = await service.app.get(DataSource).transaction(async (manager) => {
      await insertOutbox(manager, awards);
      const [written]: [{ body: string }[], number] = await manager.query(
        'delete from outbox where message_id = any($1) returning body',
        [awards.map(({ id }) => id)],
      );
      return written.map(({ body }) => body);
    });
    expect(bodies.sort()).toEqual(awards.map((award) => JSON.stringify(award)).sort());
  });

  it('publishes a batch in the order in which its messages were written, wherever they lie', async () => {
    const probe = await QueueProbe.open(stack.rabbitUrl);
    const { queue } = await probe.channel.assertQueue('', { exclusive: true });
    await probe.channel.bindQueue(queue, 'loyalty.commands', '#');
    const [first, second] = [anAward('first'), anAward('second')];
    await database.query('analyze outbox');
    await database.query(
      `insert into outbox (id, message_id, exchange, type, shop_id, occurred_at, body) overriding system value
       select id, message_id, 'loyalty.commands', 'loyalty.AwardCredit.v1', 'demo', now(), body
       from unnest($1::bigint[], $2::uuid[], $3::text[]) as written (id, message_id, body)`,
      [[-1, -2], [second.id, first.id], [second, first].map((award) => JSON.stringify(award))],
    );
    const taken = [await probe.take(queue), await probe.take(queue)];
    expect(taken.map(({ properties }) => properties.messageId as unknown)).toEqual([first.id, second.id]);
    await probe.close();
  });

  it('finds what another process committed without being told', async () => {
    const envelope = anAward('foreign');
    const dataSource = await new DataSource({
      ...dataSourceOptions({ url: databaseUrl, poolSize: 1, service: 'other', entities: [], migrations: [] }),
      migrationsRun: false,
    }).initialize();
    await insertOutbox(dataSource.manager, [envelope]);
    await dataSource.destroy();
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('sends together what small transactions write while it rests', async () => {
    const dataSource = await new DataSource(
      dataSourceOptions({
        url: await stack.createDatabase('rests'),
        poolSize: 2,
        service: 'rests',
        entities: [],
        migrations: [MessagingTables1700000000000],
      }),
    ).initialize();
    const connection = await BrokerConnection.open(stack.rabbitUrl, 'rests');
    const relay = new Relay(dataSource, new Publisher(connection), 'shop-adapter', {
      batchSizeMax: 50,
      pollMs: 60_000,
      restMs: 300,
    });
    const left = async () => (await dataSource.query<unknown[]>('select from outbox')).length;
    const batches = async () =>
      (await sendDuration.get()).values.find(({ metricName = '' }) => metricName.endsWith('_count'))?.value ??
      0;
    const write = async (key: string) => {
      await insertOutbox(dataSource.manager, [anAward(key, { id: uuidv7() })]);
      relay.wake();
    };
    await write('first');
    const before = await batches();
    relay.start();
    await eventually(async () => expect(await left()).toBe(0));
    for (const key of ['a', 'b', 'c', 'd']) await write(key);
    await eventually(async () => expect(await left()).toBe(0));
    expect((await batches()) - before).toBe(2);
    await relay.stop();
    await connection.close();
    await dataSource.destroy();
  });

  it('loses and doubles nothing with two relays on one database, one of them cut off again and again', async () => {
    await service.close();
    const dataSource = await new DataSource({
      ...dataSourceOptions({
        url: databaseUrl,
        poolSize: 4,
        service: 'relays',
        entities: [],
        migrations: [],
      }),
      migrationsRun: false,
    }).initialize();
    const keys = Array.from({ length: 3_000 }, (_, index) => `two-${String(index).padStart(4, '0')}`);
    await insertOutbox(
      dataSource.manager,
      keys.map((key) => anAward(key, { id: uuidv7() })),
    );
    const connections = await Promise.all(
      [1, 2].map((n) => BrokerConnection.open(stack.rabbitUrl, `relay-${n}`)),
    );
    const relays = connections.map(
      (connection) =>
        new Relay(dataSource, new Publisher(connection), 'shop-adapter', { batchSizeMax: 50, pollMs: 20 }),
    );
    for (const relay of relays) relay.start();
    await eventually(async () => expect(await stack.management.cutConnections()).toBeGreaterThan(0));
    await eventually(async () => expect(await waiting()).toBe(0));
    await Promise.all(relays.map((relay) => relay.stop()));
    await Promise.all(connections.map((connection) => connection.close()));
    await dataSource.destroy();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl));
    await eventually(async () => expect(await marksOf('two-%')).toEqual(keys));
  });
});

const aConsent: RecordConsent = {
  email: 'jana@shop.test',
  marketingConsent: 'granted',
  decidedAt: '2026-11-23T08:15:30.123Z',
  idempotencyKey: 'consent-1',
};
