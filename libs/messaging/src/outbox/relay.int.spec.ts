import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '@ellity/platform';
import { AwardCredit, RecordConsent } from '@ellity/contracts';
import { v7 as uuidv7 } from 'uuid';
import { BrokerConnection } from '../broker/connection';
import { type Outgoing, Publisher } from '../broker/publisher';
import { anAward, markerConfig, markerService } from '../messaging.fixture';
import { sendDuration } from '../metrics';
import { QueueProbe } from '../queue-probe.fixture';
import { Transactions } from './transaction';
import { insertOutbox } from './outbox';
import { Relay } from './relay';
import { messagingTables } from './tables';

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
    expect(await metric('outbox_messages{service="marker",lane="live"}')).toBe(0);
    await database.query('begin');
    await database.query('lock table published');
    await transactions.run((transaction) => {
      transaction.publish(AwardCredit, award('held up'), about);
    });
    expect(await metric('outbox_messages{service="marker",lane="live"}')).toBe(1);
    expect(await metric('outbox_oldest_age_seconds{service="marker",lane="live"}')).toBeLessThan(60);
    await database.query('rollback');
    await eventually(async () =>
      expect(await metric('outbox_messages{service="marker",lane="live"}')).toBe(0),
    );
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

  const aDatabaseOf = async (name: string) =>
    new DataSource(
      dataSourceOptions({
        url: await stack.createDatabase(name),
        poolSize: 2,
        service: name,
        entities: [],
        migrations: [...messagingTables],
      }),
    ).initialize();
  const awardsOf = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => anAward(`${name}-${index}`, { id: uuidv7() }));

  it('publishes what is live before what runs wrote before it, whose share goes on however much is live', async () => {
    const dataSource = await aDatabaseOf('lanes');
    const connection = await BrokerConnection.open(stack.rabbitUrl, 'lanes');
    const write = (name: string, count: number, isBulk: boolean) =>
      insertOutbox(dataSource.manager, awardsOf(name, count), isBulk);
    const bulkLeft = async () =>
      (await dataSource.query<unknown[]>('select from outbox where is_bulk')).length;
    /** L for a live message, b for one in bulk, by batch. */
    const batches: string[] = [];
    const publisher = new (class extends Publisher {
      override async publish(messages: readonly Outgoing[]): Promise<void> {
        await super.publish(messages);
        batches.push(messages.map(({ body }) => (body.includes('"live-') ? 'L' : 'b')).join(''));
        if (batches.length === 1) await write('live', 1, false);
        // From now on there is always more that is live than a batch holds.
        if (batches.length === 2) await write('live', 25, false);
        if (batches.length > 2) await write('live', messages.length, false);
      }
    })(connection);
    await write('run', 5_000, true);
    const relay = new Relay(dataSource, publisher, 'shop-adapter', { batchSizeMax: 20, pollMs: 20 });
    relay.start();
    const told = async () => 5_000 - (await bulkLeft());
    await eventually(async () => expect(await told()).toBeGreaterThanOrEqual(46));
    await relay.stop();
    expect(batches[0]).toBe('b'.repeat(20));
    expect(batches[1]).toMatch(/^Lb*$/);
    const later = batches.slice(2);
    expect(later.filter((batch) => !/^L{20}(bb)?$/.test(batch))).toEqual([]);
    expect(later.filter((batch) => batch.endsWith('bb'))).not.toEqual([]);
    await connection.close();
    await dataSource.destroy();
  });

  it('sends together what small transactions write while it rests', async () => {
    const dataSource = await aDatabaseOf('rests');
    const connection = await BrokerConnection.open(stack.rabbitUrl, 'rests');
    const relay = new Relay(dataSource, new Publisher(connection), 'shop-adapter', {
      batchSizeMax: 50,
      pollMs: 600_000,
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
    const awards = keys.map((key) => anAward(key, { id: uuidv7() }));
    await insertOutbox(dataSource.manager, awards.slice(0, 1_500), true);
    await insertOutbox(dataSource.manager, awards.slice(1_500));
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
