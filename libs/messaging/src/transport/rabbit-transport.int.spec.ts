import { bodyBytesMax, compose, ConnectionChanged, CreditChanged, type Envelope } from '@ellity/contracts';
import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { BrokerConnection } from '../broker/connection';
import { type Outgoing, outgoingOf, Publisher } from '../broker/publisher';
import { PermanentError } from '../errors';
import {
  anAward,
  aProfile,
  type Behaviour,
  behaviours,
  markerConfig,
  markerService,
  seen,
  writtenSizes,
} from '../messaging.fixture';
import { headersOf, QueueProbe } from '../queue-probe.fixture';

describe('the RabbitMQ transport', () => {
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

  beforeEach(async () => {
    behaviours.clear();
    seen.length = 0;
    writtenSizes.length = 0;
    await database.query('truncate marks');
  });

  const publish = (...envelopes: Envelope[]) => publisher.publish(envelopes.map(outgoingOf));
  const raw = (body: Buffer, routingKey = 'loyalty.AwardCredit.v1', userId?: string): Outgoing => ({
    exchange: 'loyalty.commands',
    routingKey,
    body,
    options: { persistent: true, ...(userId ? { userId } : {}) },
  });
  const marksWritten = async () =>
    (await database.query<{ key: string }>('select key from marks order by key')).rows.map(({ key }) => key);
  const readyIn = async (queue: string): Promise<number> => {
    const probe = await QueueProbe.open(stack.rabbitUrl);
    return probe.count(queue).finally(() => probe.close());
  };
  const take = async (queue: string) => {
    const probe = await QueueProbe.open(stack.rabbitUrl);
    return probe.take(queue).finally(() => probe.close());
  };

  it('applies a message and its redelivery once', async () => {
    const award = anAward('once');
    await publish(award, award);
    await publish(award);
    await publish(anAward('last'));
    await eventually(async () => expect(await marksWritten()).toEqual(['last', 'once']));
  });

  it('applies a message whose id has capital letters, and the same id in small ones not again', async () => {
    const award = anAward('capital');
    await publish({ ...award, id: award.id.toUpperCase() });
    await eventually(async () => expect(await marksWritten()).toEqual(['capital']));
    await publish(award);
    await publish(anAward('last'));
    await eventually(async () => expect(await marksWritten()).toEqual(['capital', 'last']));
  });

  it('applies messages of different sources with the same id both', async () => {
    const id = uuidv7();
    await publish(anAward('a', { id }), anAward('b', { id, source: 'operator' }));
    await eventually(async () => expect(await marksWritten()).toEqual(['a', 'b']));
  });

  /** The first message is held until all others wait, so that they come in one batch. */
  const publishTogether = async (...keys: readonly string[]) => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    behaviours.set('first', () => held);
    await publish(anAward('first'));
    await publish(...keys.map((key) => anAward(key)));
    await eventually(async () => expect(await readyIn('marker.marks')).toBe(0));
    goOn();
  };

  it('writes what a batch staged in one go', async () => {
    await publishTogether(...Array.from({ length: 99 }, (_, index) => `batch-${index}`));
    await eventually(async () => expect(await marksWritten()).toHaveLength(100));
    expect(Math.max(...writtenSizes)).toBeGreaterThan(20);
  });

  it('applies the rest of a batch once, in its order and in few transactions, when a handler refuses one and a writer another', async () => {
    behaviours.set('bad', () => {
      throw new PermanentError('marker.refused', 'never');
    });
    const good = Array.from({ length: 90 }, (_, index) => `good-${index}`);
    await publishTogether(
      ...good.slice(0, 20),
      'bad',
      ...good.slice(20, 70),
      'unwritable',
      ...good.slice(70),
    );
    const dead = [await take('marker.marks.dlq'), await take('marker.marks.dlq')];
    expect(dead.map((one) => headersOf(one)['error-message']).sort()).toEqual([
      'never',
      'this key cannot be written',
    ]);
    await eventually(async () => {
      const { rows } = await database.query<{ key: string }>('select key from marks order by id');
      expect(rows.map(({ key }) => key)).toEqual(['first', ...good]);
    });
    expect(writtenSizes.length).toBeLessThan(40);
  });

  it('tries a handler again that fails twice and then succeeds, and commits its effect once', async () => {
    let failures = 0;
    behaviours.set('flaky', () => {
      if (++failures <= 2) throw new Error('not yet');
    });
    await publish(anAward('flaky'));
    await eventually(async () => expect(await marksWritten()).toEqual(['flaky']));
    expect(failures).toBe(3);
  });

  it('dead-letters a message whose attempts are used up, with the reason and without x- headers', async () => {
    behaviours.set('hopeless', () => {
      throw new Error('the shelf of jana.novakova@shop.test is empty');
    });
    await publish(anAward('hopeless'));
    const dead = await take('marker.marks.dlq');
    expect(headersOf(dead)).toMatchObject({
      attempt: 3,
      'error-code': 'Error',
      'error-message': 'the shelf of j***@shop.test is empty',
      'failed-queue': 'marker.marks',
      service: 'marker',
      'service-version': '1.2.3',
    });
    const brokerHeaders = Object.keys(headersOf(dead)).filter((name) => name.startsWith('x-'));
    expect(brokerHeaders.filter((name) => name !== 'x-delivery-count')).toEqual([]);
    expect(await marksWritten()).toEqual([]);
  });

  it('dead-letters a poison message at once', async () => {
    behaviours.set('poison', () => {
      throw new PermanentError('marker.refused', 'never');
    });
    await publish(anAward('poison'));
    const dead = await take('marker.marks.dlq');
    expect(headersOf(dead)).toMatchObject({
      attempt: 1,
      'error-code': 'marker.refused',
      'error-message': 'never',
    });
    expect(seen.filter((key) => key === 'poison').length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['body-not-json', Buffer.from('{"half":')],
    ['body-too-large', Buffer.alloc(bodyBytesMax + 1, 'x')],
    ['envelope-invalid', Buffer.from('{"type":"loyalty.AwardCredit.v1"}')],
    ['routing-key-differs', Buffer.from(JSON.stringify(compose(CreditChanged, aChange(), anEvent())))],
  ])('dead-letters %s with that reason', async (code, body) => {
    await publisher.publish([raw(body)]);
    expect(headersOf(await take('marker.marks.dlq'))['error-code']).toBe(code);
  });

  it('dead-letters a sequence that is more than a minute ahead', async () => {
    const ahead = String((Date.now() + 120_000) * 1000);
    await publish(compose(CreditChanged, aChange(), { ...anEvent(), sequence: ahead }));
    expect(headersOf(await take('marker.marks.dlq'))['error-code']).toBe('sequence-in-future');
  });

  it.each([
    ['source-differs', undefined],
    ['source-differs', 'operator'],
  ])('dead-letters a message as %s when the broker vouches for %p', async (code, userId) => {
    const body = Buffer.from(JSON.stringify(anAward('forged')));
    await publisher.publish([raw(body, 'loyalty.AwardCredit.v1', userId)]);
    expect(headersOf(await take('marker.marks.dlq'))['error-code']).toBe(code);
    expect(await marksWritten()).toEqual([]);
  });

  it('dead-letters an event that somebody else than its owner publishes', async () => {
    await publish(compose(CreditChanged, aChange(), { ...anEvent(), source: 'webhook-gateway' }));
    expect(headersOf(await take('marker.marks.dlq'))['error-code']).toBe('publisher-not-allowed');
  });

  it('keeps a message of an unknown type in the queue unrouted, and no news that nobody has to hear', async () => {
    const news = Object.assign(new ConnectionChanged(), {
      ...{ state: 'paused', reason: 'key-rejected', listId: 1, listName: 'Loyalty' },
    });
    await publish(
      compose(ConnectionChanged, news, { source: 'ecomail-sync', shopId: 'demo', sequence: '1' }),
    );
    await publisher.publish([raw(Buffer.from('{}'), 'loyalty.Invented.v1')]);
    expect((await take('unrouted')).fields.routingKey).toBe('loyalty.Invented.v1');
  });

  it.each([
    ['done', 'replayed-well', undefined],
    ['no-op', 'replayed-idle', 'nothing-to-do'],
    ['failed', 'replayed-badly', 'marker.refused'],
  ])('reports %s on a replayed message', async (outcome, key, code) => {
    behaviours.set('replayed-idle', (delivery) => delivery.noOp('nothing-to-do'));
    behaviours.set('replayed-badly', () => {
      throw new PermanentError('marker.refused', 'never');
    });
    const replayId = uuidv7();
    const message = outgoingOf(anAward(key));
    const options = {
      ...message.options,
      userId: 'dead-letters',
      headers: { sender: 'shop-adapter', 'replay-id': replayId },
    };
    await publisher.publish([{ ...message, exchange: '', routingKey: 'marker.marks', options }]);
    const report = headersOf(await take('dead-letters.outcomes'));
    expect(report).toMatchObject({ 'replay-id': replayId, outcome, 'failed-queue': 'marker.marks' });
    expect(report['error-code']).toBe(code);
    if (outcome === 'failed') await take('marker.marks.dlq');
  });

  describe('two batches at once', () => {
    const profilesOfOthers = (count: number) =>
      Array.from({ length: count }, (_, index) => aProfile(`other-${index}`, uuidv7()));

    it('commit each by itself, and the messages of one customer are worked on in their order', async () => {
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      behaviours.set('first', () => held);
      const jana = uuidv7();
      await publish(aProfile('first', jana));
      await eventually(() => expect(seen).toEqual(['first']));
      await publish(aProfile('second', jana), ...profilesOfOthers(220));
      await eventually(async () => expect((await marksWritten()).length).toBeGreaterThanOrEqual(200));
      expect(seen).not.toContain('second');
      goOn();
      await eventually(async () => expect(await marksWritten()).toHaveLength(222));
      expect(seen.filter((key) => !key.startsWith('other'))).toEqual(['first', 'second']);
    });

    it('that wait for each other end, and what one of them had to give up is done again, once', async () => {
      const lock = (number: number): Behaviour => {
        return ({ transaction }) => transaction.manager.query('select pg_advisory_xact_lock($1)', [number]);
      };
      const lockBoth = (one: number, other: number, meet: () => Promise<void>): Behaviour => {
        return async (delivery, key) => {
          await lock(one)(delivery, key);
          await meet();
          await lock(other)(delivery, key);
        };
      };
      let arrived = 0;
      const meet = () => {
        arrived += 1;
        return eventually(() => expect(arrived).toBeGreaterThan(1));
      };
      behaviours.set('one', lockBoth(1, 2, meet));
      behaviours.set('other', lockBoth(2, 1, meet));
      await publish(aProfile('one', uuidv7()));
      await eventually(() => expect(arrived).toBe(1));
      await publish(aProfile('other', uuidv7()), ...profilesOfOthers(199));
      await eventually(async () => expect(await marksWritten()).toHaveLength(201));
      expect(seen.filter((key) => key === 'one' || key === 'other').length).toBeGreaterThan(2);
    });
  });

  describe('a preview', () => {
    const preview = async (envelope: Envelope | string, queue = 'marker.marks') => {
      const body = typeof envelope === 'string' ? envelope : JSON.stringify(envelope);
      const answer = await fetch(`${service.url}/internal/preview`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ queue, body }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };

    it('tells that a message would apply, and applies nothing', async () => {
      const award = anAward('previewed');
      expect((await preview(award)).body).toEqual({ outcome: 'would-apply' });
      expect((await preview(award)).body).toEqual({ outcome: 'would-apply' });
      expect(await marksWritten()).toEqual([]);
    });

    it('tells why a message would change nothing', async () => {
      const award = anAward('applied');
      await publish(award);
      await eventually(async () => expect(await marksWritten()).toEqual(['applied']));
      expect((await preview(award)).body).toEqual({ outcome: 'no-op', code: 'already-applied' });
    });

    it('tells the error that a message would meet', async () => {
      expect((await preview(anAward('unwritable'))).body).toMatchObject({
        outcome: 'error',
        message: 'this key cannot be written',
      });
      expect((await preview('{"half":')).body).toMatchObject({ outcome: 'error', code: 'body-not-json' });
    });

    it('answers 404 for a queue of another service', async () => {
      expect((await preview(anAward('x'), 'somebody.else')).status).toBe(404);
    });
  });

  it('loses nothing when its connections are cut', async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `cut-${String(index).padStart(3, '0')}`);
    await publish(...keys.map((key) => anAward(key)));
    await eventually(async () => expect(await stack.management.cutConnections()).toBeGreaterThan(0));
    await eventually(async () => expect(await marksWritten()).toEqual(keys));
  });
});

function aChange(): CreditChanged {
  return {
    balance: '1.00',
    change: { amount: '1.00', reason: 'order', entryId: uuidv7() },
    nextExpiration: null,
    changedAt: new Date().toISOString(),
    announce: true,
  };
}

function anEvent() {
  return {
    source: 'loyalty-core',
    shopId: 'demo',
    subject: uuidv7(),
    sequence: String(Date.now() * 1000),
  };
}
