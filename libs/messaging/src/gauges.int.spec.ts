import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { BrokerConnection } from './broker/connection';
import { outgoingOf, Publisher } from './broker/publisher';
import { PermanentError } from './errors';
import { anAward, behaviours, markerConfig, markerService } from './messaging.fixture';

describe('the metrics of a service with messages', () => {
  let stack: TestStack;
  let service: RunningService;
  let database: Client;
  let connection: BrokerConnection;
  let publisher: Publisher;

  beforeAll(async () => {
    stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
  });

  afterAll(async () => {
    await service?.close();
    await connection?.close();
    await database?.end();
    await stack?.close();
  });

  /** The values of one scrape by name and labels. */
  const scrape = async (): Promise<Record<string, number>> => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const lines = [...text.matchAll(/^([a-z_]+(?:\{[^}]*\})?) (\S+)$/gm)];
    return Object.fromEntries(lines.map(([, name = '', value]) => [name, Number(value)] as const));
  };

  it('tell depth and oldest age of each lane of the outbox as they are at the same moment, at the first scrape', async () => {
    const ids = [90_000, 60_000, 30_000].map((agoMs) => uuidv7({ msecs: Date.now() - agoMs }));
    await database.query(
      `insert into outbox (is_bulk, message_id, exchange, type, shop_id, occurred_at, body)
       select false, unnest($1::uuid[]), 'no.such', 'loyalty.AwardCredit.v1', 'demo', now(), '{}'
       union all select true, $2::uuid, 'no.such', 'loyalty.AwardCredit.v1', 'demo', now(), '{}'`,
      [ids, uuidv7({ msecs: Date.now() - 600_000 })],
    );
    const waiting = await scrape();
    expect(waiting['outbox_messages{service="marker",lane="bulk"}']).toBe(1);
    expect(waiting['outbox_oldest_age_seconds{service="marker",lane="bulk"}']).toBeGreaterThanOrEqual(600);
    expect(waiting['outbox_messages{service="marker",lane="live"}']).toBe(3);
    expect(waiting['outbox_oldest_age_seconds{service="marker",lane="live"}']).toBeGreaterThanOrEqual(90);
    expect(waiting['outbox_oldest_age_seconds{service="marker",lane="live"}']).toBeLessThan(150);
    await database.query('delete from outbox');
    const empty = await scrape();
    expect(empty['outbox_messages{service="marker",lane="live"}']).toBe(0);
    expect(empty['outbox_oldest_age_seconds{service="marker",lane="live"}']).toBe(0);
  });

  it('count what was consumed by outcome, and what lies in the dead-letter queues and in unrouted', async () => {
    behaviours.set('bad', () => {
      throw new PermanentError('marker.refused', 'never');
    });
    behaviours.set('idle', (delivery) => delivery.noOp('nothing-to-do'));
    const before = await scrape();
    await publisher.publish(['good', 'idle', 'bad', 'bad'].map((key) => outgoingOf(anAward(key))));
    const nowhere = { ...outgoingOf(anAward('nowhere')), routingKey: 'loyalty.Nothing.v1' };
    await publisher.publish([nowhere]);
    const consumed = (outcome: string) =>
      `messaging_client_consumed_messages_total{messaging_destination_name="marker.marks",outcome="${outcome}"}`;
    await eventually(async () => {
      const after = await scrape();
      const more = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
      expect({
        done: more(consumed('done')),
        noOp: more(consumed('no-op')),
        failed: more(consumed('failed')),
        dead: after['dead_letter_messages{queue="marker.marks.dlq"}'],
        unrouted: after['dead_letter_messages{queue="unrouted"}'],
      }).toEqual({ done: 1, noOp: 1, failed: 2, dead: 2, unrouted: 1 });
    });
  });
});
