import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { Client } from 'pg';
import { BrokerConnection } from '../broker/connection';
import { outgoingOf, Publisher } from '../broker/publisher';
import { anAward, behaviours, markerConfig, markerService } from '../messaging.fixture';
import { QueueProbe } from '../queue-probe.fixture';
import type { ReplayOutcome } from '../dead-letters/replay-outcome';
import { assertQueue } from '../topology';
import { type RawDelivery, type RawHandler, readerOf } from './raw-runner';
import { RabbitTransport } from './rabbit-transport';

const queue = 'tool.jobs';

describe('raw messages', () => {
  let stack: TestStack;
  let service: RunningService;
  let database: Client;
  let connection: BrokerConnection;
  let publisher: Publisher;
  let probe: QueueProbe;
  let handler: RawHandler = () => undefined;
  const outcomes: ReplayOutcome[] = [];

  beforeAll(async () => {
    stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase();
    const config = markerConfig(stack.rabbitUrl, databaseUrl);
    const consumer = { ...config.messaging.consumer, giveBackPauseMs: 50, bytesMax: 1_048_576 };
    service = await runService(markerService, { ...config, messaging: { ...config.messaging, consumer } });
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
    probe = await QueueProbe.open(stack.rabbitUrl);
    await assertQueue(probe.channel, queue, [], []);
    const transport = service.app.get(RabbitTransport);
    await transport.consumeRaw([queue, `${queue}.dlq`], (delivery) => handler(delivery));
    await transport.consumeOutcomes((outcome) => void outcomes.push(outcome));
  });

  afterAll(async () => {
    await service?.close();
    await connection?.close();
    await probe?.close();
    await database?.end();
    await stack?.close();
  });

  const put = (name: string, body: string, headers = {}) =>
    publisher.publish([
      { exchange: '', routingKey: name, body: Buffer.from(body), options: { persistent: true, headers } },
    ]);
  const keep = ({ body, transaction }: RawDelivery) =>
    transaction.manager.query<void>('insert into marks (key) values ($1)', [body.toString()]);
  const marks = async () =>
    (await database.query<{ key: string }>('select key from marks order by key')).rows.map(({ key }) => key);

  beforeEach(() => database.query('truncate marks'));

  it('arrive with all that the broker knows of them, whatever they hold, and are gone after the commit', async () => {
    const seen: RawDelivery[] = [];
    handler = (delivery) => {
      seen.push(delivery);
      return keep(delivery);
    };
    await put(`${queue}.dlq`, '{"half":', { note: 'odd' });
    await put(queue, 'x');
    await eventually(async () => expect(await marks()).toEqual(['x', '{"half":']));
    expect(seen.find((delivery) => delivery.queue === `${queue}.dlq`)).toMatchObject({
      exchange: '',
      routingKey: `${queue}.dlq`,
      headers: { note: 'odd' },
    });
    await eventually(async () =>
      expect([await probe.count(queue), await probe.count(`${queue}.dlq`)]).toEqual([0, 0]),
    );
  });

  it('stay in their queue where the handler throws, leave nothing behind, and do not hold up the others', async () => {
    let failures = 0;
    handler = async (delivery) => {
      await keep(delivery);
      if (delivery.body.toString() === 'bad' && ++failures <= 3) throw new Error('not yet');
    };
    await put(queue, 'bad');
    await put(queue, 'good');
    await eventually(async () => expect(await marks()).toEqual(['bad', 'good']));
    expect(failures).toBeGreaterThan(3);
  });

  it('that crashes handed out before are taken several at once from the beginning', async () => {
    const backlog = 'tool.backlog';
    const letters = Array.from({ length: 10 }, (_, index) => `letter ${index}`);
    await assertQueue(probe.channel, backlog, [], []);
    for (const letter of letters) await put(backlog, letter);
    for (let crash = 0; crash < 2; crash += 1) {
      await Promise.all(letters.map(() => probe.channel.get(backlog)));
      probe.channel.nackAll(true);
    }
    let release: (() => void) | undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    const reader = readerOf(async (delivery) => {
      await isReleased;
      await keep(delivery);
    });
    const end = service.app.get(RabbitTransport).readRaw(backlog, reader);
    await eventually(async () => expect(await probe.count(backlog)).toBe(letters.length - 4));
    release?.();
    await eventually(async () => expect(await marks()).toEqual(letters));
    await end();
  });

  it('of replays tell whoever replays what became of each, and what nobody vouches for is left out', async () => {
    behaviours.set('idle', (delivery) => delivery.noOp('nothing-to-do'));
    const message = outgoingOf(anAward('idle'));
    const headers = { sender: 'shop-adapter', 'replay-id': 'r-1' };
    const options = { ...message.options, userId: 'dead-letters', headers };
    const forged = { 'replay-id': 'r-1', outcome: 'done', 'failed-queue': 'marker.marks' };
    await put('dead-letters.outcomes', '', forged);
    await publisher.publish([{ ...message, exchange: '', routingKey: 'marker.marks', options }]);
    await eventually(() =>
      expect(outcomes).toEqual([
        {
          replayId: 'r-1',
          messageId: message.options.messageId,
          outcome: 'no-op',
          queue: 'marker.marks',
          code: 'nothing-to-do',
        },
      ]),
    );
  });
});
