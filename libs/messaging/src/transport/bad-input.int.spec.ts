import { eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { type Options } from 'amqplib';
import fc from 'fast-check';
import { Client } from 'pg';
import { BrokerConnection } from '../broker/connection';
import { type Outgoing, outgoingOf, Publisher } from '../broker/publisher';
import { anAward, behaviours, markerConfig, markerService } from '../messaging.fixture';
import { headersOf, QueueProbe } from '../queue-probe.fixture';

const queue = 'marker.marks';

describe('whatever stands in a queue', () => {
  let stack: TestStack;
  let service: RunningService;
  let database: Client;
  let connection: BrokerConnection;
  let publisher: Publisher;
  let probe: QueueProbe;
  const endings: unknown[] = [];
  const note = (reason: unknown) => endings.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase();
    service = await runService(markerService, markerConfig(stack.rabbitUrl, databaseUrl, [20]));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    publisher = new Publisher(connection);
    probe = await QueueProbe.open(stack.rabbitUrl);
  });

  afterAll(async () => {
    process.off('unhandledRejection', note);
    await service?.close();
    await connection?.close();
    await probe?.close();
    await database?.end();
    await stack?.close();
    expect(endings).toEqual([]);
  });

  beforeEach(async () => {
    behaviours.clear();
    await database.query('truncate marks');
    await probe.channel.purgeQueue(`${queue}.dlq`);
  });

  const toQueue = (body: Buffer, options: Options.Publish = {}): Outgoing => ({
    exchange: '',
    routingKey: queue,
    body,
    options: { persistent: true, ...options },
  });
  const marks = async () => (await database.query('select from marks')).rowCount ?? 0;
  const waiting = async () => {
    const names = [queue, `${queue}.retry.20ms`];
    return (await Promise.all(names.map((name) => probe.count(name)))).reduce((sum, count) => sum + count, 0);
  };
  const deadLetters = async () => {
    const codes: unknown[] = [];
    for (let left = await probe.count(`${queue}.dlq`); left > 0; left -= 1) {
      codes.push(headersOf(await probe.take(`${queue}.dlq`))['error-code']);
    }
    return codes;
  };
  /** Publishes, waits for silence, and counts what was applied and what was dead-lettered. */
  const settled = async (messages: readonly Outgoing[]) => {
    await publisher.publish(messages);
    await eventually(async () =>
      expect((await probe.count(`${queue}.dlq`)) + (await marks())).toBe(messages.length),
    );
    await eventually(async () => expect(await waiting()).toBe(0));
    const codes = await deadLetters();
    return { applied: await marks(), dead: codes.length, codes: new Set(codes) };
  };

  it('any bytes and any JSON end as dead letters with a reason', async () => {
    const bodies = [
      ...fc
        .sample(fc.uint8Array({ maxLength: 2_000 }), { numRuns: 150, seed })
        .map((bytes) => Buffer.from(bytes)),
      ...fc.sample(fc.json(), { numRuns: 150, seed }).map((json) => Buffer.from(json)),
      ...nested.map((json) => Buffer.from(json)),
    ];
    const { dead, codes } = await settled(bodies.map((body) => toQueue(body)));
    expect(dead).toBe(bodies.length);
    expect([...codes].sort()).toEqual([
      'body-not-json',
      'data-invalid',
      'envelope-invalid',
      'source-differs',
    ]);
  });

  it('an envelope with anything in one place is applied, or a dead letter with a reason', async () => {
    const bodies = fc
      .sample(changedEnvelopes, { numRuns: 300, seed })
      .map((value) => Buffer.from(JSON.stringify(value)));
    const { applied, dead, codes } = await settled(
      bodies.map((body) => toQueue(body, { userId: 'shop-adapter' })),
    );
    expect(applied + dead).toBe(bodies.length);
    expect(applied).toBeGreaterThan(0);
    expect([...codes].filter((code) => !refusals.includes(String(code)))).toEqual([]);
  });

  it('any headers and properties travel through retries into a dead letter, or stay behind', async () => {
    behaviours.set('*', () => {
      throw new Error('not now');
    });
    const messages = fc.sample(properties, { numRuns: 300, seed }).map((options, index) => {
      const message = outgoingOf(anAward(`headers-${index}`));
      const all = { ...message.options, ...options };
      // An odd `x-death` in a message that expires stops its queue on RabbitMQ 3.10: a known limit (docs/adr/0021).
      if (options.headers && 'x-death' in options.headers) delete all.expiration;
      return { ...message, options: all };
    });
    expect(await settled(messages)).toMatchObject({ applied: 0, dead: messages.length });
  });

  it('headers that fill a frame do not keep a failed message from its dead letter', async () => {
    const headers = { big: 'x'.repeat(100_000), 'replay-id': 'y'.repeat(20_000), note: 'kept' };
    await stack.management.publish(queue, Buffer.from('{"half":'), { headers, delivery_mode: 2 });
    const dead = headersOf(await probe.take(`${queue}.dlq`));
    expect(dead).toMatchObject({ 'error-code': 'body-not-json', note: 'kept', 'headers-left-out': 1 });
  });

  it('a claim to be sent on for somebody else does not outlive the first failure', async () => {
    const message = outgoingOf(anAward('forged'));
    await publisher.publish([
      { ...message, options: { persistent: true, headers: { sender: 'shop-adapter' } } },
    ]);
    const dead = headersOf(await probe.take(`${queue}.dlq`));
    expect(dead).toMatchObject({ 'error-code': 'source-differs' });
    expect(dead['sender']).toBeUndefined();
  });

  it('half a character in an address is a dead letter with its reason at the first attempt', async () => {
    const body = Buffer.from(JSON.stringify(anAward('half')).replace('jana@', 'jana\\ud800@'));
    await publisher.publish([toQueue(body, { userId: 'shop-adapter' })]);
    const dead = headersOf(await probe.take(`${queue}.dlq`));
    expect(dead).toMatchObject({ 'error-code': 'data-invalid', attempt: 1 });
  });

  it('headers of our names that a sender wrote count for nothing', async () => {
    behaviours.set('*', () => {
      throw new Error('not now');
    });
    const message = outgoingOf(anAward('forging'));
    const headers = {
      attempt: 7,
      'replay-id': 'forged',
      'sent-back': '2026-01-01T00:00:00Z',
      'x-delivery-count': 99,
      'x-acquired-count': 99,
      'error-stack': 'forged',
      'routing-key': 'forged',
    };
    await publisher.publish([{ ...message, options: { ...message.options, headers } }]);
    const dead = headersOf(await probe.take(`${queue}.dlq`));
    expect(dead).toMatchObject({ 'error-code': 'Error', 'error-message': 'not now', attempt: 2 });
    expect([dead['replay-id'], dead['sent-back'], dead['routing-key']]).toEqual([
      undefined,
      undefined,
      message.routingKey,
    ]);
    expect(await probe.count('dead-letters.outcomes')).toBe(0);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['an object without prototype', Object.create(null) as object],
    ['an error with odd fields', Object.assign(new Error('x'), { code: 5, stack: 7, message: { a: 1 } })],
    ['a code of any length', Object.assign(new Error('x'), { code: 'c'.repeat(100_000) })],
    ['a message of any length', new Error(`${'m'.repeat(1_000_000)}`)],
  ])('a handler may throw %s', async (_name, thrown: unknown) => {
    behaviours.set('*', () => {
      throw thrown;
    });
    expect(await settled([outgoingOf(anAward('thrown'))])).toMatchObject({ applied: 0, dead: 1 });
  });
});

/** Printed with every failure by Jest's diff of counts; change it to look elsewhere. */
const seed = 20_261_123;

/** What an invalid envelope may be refused for; none of these is tried again. */
const refusals = [
  'body-not-json',
  'envelope-invalid',
  'type-unknown',
  'type-not-handled',
  'data-invalid',
  'source-differs',
  'sequence-in-future',
];

/** Deep enough to overflow a recursive reader, small enough to be read at all. */
const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
const award = JSON.stringify(anAward('deep'));
const nested = [
  deep('[', ']'),
  `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`,
  award.replace('"data":{', `"data":{"more":${deep('[', ']')},`),
  award.replace('"data":{', `"data":{"more":${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)},`),
  award.replace('"data":{', '"data":{"__proto__":{"amount":"9.00"},"constructor":{"name":"x"},'),
];

const anyCodePoints = fc
  .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 60 })
  .map((codes) => String.fromCodePoint(...codes));

/** A valid envelope in which one attribute, or one field of the data, is replaced by anything. */
const changedEnvelopes = fc
  .tuple(
    fc.constantFrom(...Object.keys(anAward('x')), 'subject', 'sequence', 'traceparent', 'more'),
    fc.constantFrom('email', 'amount', 'reason', 'idempotencyKey', 'reward', 'expiresOn', 'announce', 'more'),
    fc.boolean(),
    fc.oneof(fc.jsonValue(), anyCodePoints, fc.integer().map(String)),
    fc.nat(),
  )
  .map(([attribute, field, isInData, value, number]) => {
    const envelope = anAward(`fuzz-${number}`);
    return isInData
      ? { ...envelope, data: { ...envelope.data, [field]: value } }
      : { ...envelope, [attribute]: value };
  });

const anyText = fc.oneof(anyCodePoints, fc.string({ maxLength: 200 }));
const typed = (type: string, value: fc.Arbitrary<unknown>) =>
  value.map((inner) => ({ '!': type, value: inner }));
const headerValues = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    typed('double', fc.double()),
    typed('int64', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    typed('timestamp', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
    typed('decimal', fc.record({ places: fc.nat(255), digits: fc.nat(2 ** 31 - 1) })),
    fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 20 }), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const ourHeaders = ['attempt', 'replay-id', 'sender', 'sent-back', 'error-code', 'outcome', 'failed-queue'];
const brokerHeaders = ['x-death', 'x-first-death-reason', 'x-delivery-count', 'x-delay'];
const headers = fc
  .tuple(
    fc.dictionary(fc.oneof(anyText, fc.constantFrom(...ourHeaders, ...brokerHeaders)), headerValues, {
      maxKeys: 6,
    }),
    fc.option(fc.constantFrom([queue], [`${queue}.dlq`, queue]), { nil: undefined }),
  )
  .map(([table, copies]) => ({ ...table, ...(copies ? { CC: copies } : {}) }));
const properties: fc.Arbitrary<Options.Publish> = fc.record(
  {
    headers,
    messageId: anyText,
    type: anyText,
    correlationId: anyText,
    contentType: anyText,
    contentEncoding: anyText,
    appId: anyText,
    replyTo: anyText,
    expiration: fc.constantFrom('0', '5', '100000'),
    priority: fc.nat(255),
    timestamp: fc.constantFrom(0, 1, 2 ** 53, 2 ** 63, 2 ** 64 - 2048),
  },
  { requiredKeys: [] },
);
