import { dataSourceOptions } from '@ellity/platform';
import { ChildScript, type ClusterNode, eventually, RabbitCluster, TestStack } from '@ellity/testing';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { BrokerConnection } from '../broker/connection';
import { Publisher } from '../broker/publisher';
import { anAward, urlOf } from '../messaging.fixture';
import { insertOutbox } from '../outbox/outbox';
import { Relay } from '../outbox/relay';
import { QueueProbe } from '../queue-probe.fixture';
import { randomFrom } from './random.fixture';
import { Standstills } from './standstills.fixture';
import { messagingTables } from '../outbox/tables';

const seed = Number(process.env['SEED'] ?? 1);
const messagesMin = 10_000;
const perSecond = 50;
/**
 * So many of each thousand fail at first and are retried, and so many are dead-lettered: together, since a batch with one of
 * them is worked on message by message.
 */
const flakyPerMille = 30;
const unfitPerMille = 20;
const queue = 'marker.marks';
const delaysMs = [50, 100];
const patience = { timeoutMs: 180_000 };

describe(`a cluster of three nodes that fail one after the other (SEED=${seed})`, () => {
  let cluster: RabbitCluster;
  let stack: TestStack;
  let outbox: DataSource;
  let marks: DataSource;
  let connections: BrokerConnection[];
  let relays: Relay[];
  let consumer: ChildScript | undefined;
  let standstills: Standstills;
  let sending: Promise<void>;
  let isOver = false;
  const sent = { applied: 0, deadLettered: 0 };

  beforeAll(async () => {
    cluster = await RabbitCluster.start();
    stack = await TestStack.create(cluster.addressesOf('n1'));
    const urls = cluster.everywhere(stack.rabbitUrl).split(',');
    // Each begins at another node, so that every fault meets somebody.
    const from = (index: number) => [...urls.slice(index), ...urls.slice(0, index)].join(',');
    const marksUrl = await stack.createDatabase('marks');
    const env = { RABBITMQ_URL: from(1), DATABASE_URL: marksUrl, LOG_LEVEL: 'info' };
    consumer = ChildScript.run(join(__dirname, '..', 'marker-main.fixture.ts'), env);
    await consumer.line('serving');
    outbox = await connected(await stack.createDatabase('outbox'), [...messagingTables]);
    marks = await connected(marksUrl, []);
    connections = await Promise.all([0, 1].map((index) => BrokerConnection.open(from(index), 'soak')));
    relays = connections.map(
      (connection) =>
        new Relay(outbox, new Publisher(connection), 'shop-adapter', { batchSizeMax: 100, pollMs: 20 }),
    );
    for (const relay of relays) relay.start();
    sending = send();
    standstills = Standstills.watch({
      publishing: published,
      consuming: async () => (await applied()).count,
    });
  });

  afterAll(async () => {
    isOver = true;
    await standstills?.end();
    await sending;
    await Promise.all((relays ?? []).map((relay) => relay.stop()));
    await consumer?.end('SIGTERM');
    await Promise.all((connections ?? []).map((connection) => connection.close()));
    await outbox?.destroy();
    await marks?.destroy();
    await stack?.close();
    await cluster?.close();
  });

  const random = randomFrom(seed);
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const between = (fromMs: number, toMs: number) => fromMs + random() * (toMs - fromMs);

  async function aWhile(what: [Fault, Fault], node: ClusterNode, forMs: number): Promise<void> {
    await cluster.order(what[0], node);
    await delay(forMs);
    await cluster.order(what[1], node);
  }
  const faults: Record<string, () => Promise<unknown>> = {
    'leader killed': async () => aWhile(['kill', 'start'], await leaderOf(queue), between(3_000, 10_000)),
    'leader isolated': async () =>
      aWhile(['isolate', 'rejoin'], await leaderOf(queue), between(40_000, 55_000)),
    "the consumer's node isolated": async () =>
      aWhile(['isolate', 'rejoin'], await consumersNode(), between(40_000, 55_000)),
    "the consumer's node hangs": async () =>
      aWhile(['hang', 'go-on'], await consumersNode(), between(25_000, 35_000)),
    'rolling restart': async () => {
      for (const node of shuffled(cluster.names)) await aWhile(['stop', 'start'], node, 0);
    },
  };

  /** The node that leads a queue, as the first node knows that answers. */
  async function leaderOf(name: string): Promise<ClusterNode> {
    const queues = await stack.management.queues();
    const leader = queues.find((one) => one.name === name)?.leader?.split('@')[0];
    return cluster.names.find((node) => node === leader) ?? 'n1';
  }

  /** Where the consumer is connected now. */
  async function consumersNode(): Promise<ClusterNode> {
    const node = (await stack.management.nodeOf('marker'))?.split('@')[0];
    return cluster.names.find((name) => name === node) ?? 'n1';
  }

  const applied = async () => {
    const [row] = await marks.query<Applied[]>(
      'select count(*)::int as count, count(distinct key)::int as keys from marks',
    );
    return row ?? { count: 0, keys: 0 };
  };
  const published = async () => {
    const sql = 'select coalesce(sum(messages), 0)::int as count from published';
    return (await outbox.query<{ count: number }[]>(sql))[0]?.count ?? 0;
  };

  /** Stores messages in the outbox until it is over. */
  async function send(): Promise<void> {
    for (let next = 0; !isOver || next < messagesMin; next += perSecond, await delay(1_000)) {
      const kinds = Array.from({ length: perSecond }, (_, index) => kindOf((next + index) % 1_000));
      await insertOutbox(
        outbox.manager,
        kinds.map((kind, index) => anAward(`${kind}-${next + index}`)),
      );
      const unfit = kinds.filter((kind) => kind === 'unfit').length;
      sent.deadLettered += unfit;
      sent.applied += perSecond - unfit;
    }
  }

  it.each(shuffled(Object.keys(faults)))('goes on: %s', async (name) => {
    await delay(3_000);
    standstills.begin(name);
    await faults[name]?.();
    const untilNow = sent.applied;
    await eventually(async () => expect((await applied()).keys).toBeGreaterThanOrEqual(untilNow), patience);
  });

  it('loses no message, applies none twice, and dead-letters those alone that have to be', async () => {
    standstills.begin('no fault');
    isOver = true;
    await sending;
    await eventually(async () => {
      expect(await applied()).toEqual({ count: sent.applied, keys: sent.applied });
      expect(await outbox.query('select from outbox')).toHaveLength(0);
    }, patience);
    const figures = await standstills.end();
    const probe = await QueueProbe.open(cluster.everywhere(stack.rabbitUrl));
    const leftovers = [queue, ...delaysMs.map((ms) => `${queue}.retry.${ms}ms`), 'unrouted'];
    for (const name of leftovers) expect([name, await probe.count(name)]).toEqual([name, 0]);
    const keys: string[] = [];
    for (let left = await probe.count(`${queue}.dlq`); left > 0; left -= 1) {
      const { content } = await probe.take(`${queue}.dlq`);
      keys.push((JSON.parse(content.toString()) as DeadAward).data.idempotencyKey);
    }
    await probe.close();
    expect(keys.filter((key) => !key.startsWith('unfit-'))).toEqual([]);
    expect(new Set(keys).size).toBe(sent.deadLettered);
    process.stdout.write(
      [
        `${sent.applied} messages applied, ${sent.deadLettered} dead-lettered`,
        `${await noticedBy(consumer)} came again and were noticed, ${keys.length - sent.deadLettered} dead letters came twice`,
        ...figures,
        '',
      ].join('\n'),
    );
  });
});

type Fault = Parameters<RabbitCluster['order']>[0];
interface Applied {
  readonly count: number;
  readonly keys: number;
}
interface DeadAward {
  readonly data: { readonly idempotencyKey: string };
}

const kindOf = (number: number): string =>
  number < flakyPerMille ? 'flaky' : number < flakyPerMille + unfitPerMille ? 'unfit' : 'plain';

/** How many deliveries the inbox of a consumer knew already. */
async function noticedBy(consumer: ChildScript | undefined): Promise<number> {
  if (!consumer) return 0;
  const response = await fetch(`${await urlOf(consumer)}/metrics`);
  const found = /consumed_messages_total\{.*outcome="no-op"\} (\d+)/.exec(await response.text());
  return Number(found?.[1] ?? 0);
}

async function connected(url: string, migrations: (new () => object)[]): Promise<DataSource> {
  const options = { url, poolSize: 6, service: 'soak', entities: [], migrations };
  return new DataSource(dataSourceOptions(options)).initialize();
}
