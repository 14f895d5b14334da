import { ChildScript, eventually, TestStack } from '@ellity/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { BrokerConnection } from './broker/connection';
import { outgoingOf, Publisher } from './broker/publisher';
import { anAward, urlOf } from './messaging.fixture';
import { QueueProbe } from './queue-probe.fixture';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { traceId: string; spanId: string }[];
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
}
interface Traces {
  readonly resourceSpans: readonly { scopeSpans: readonly { spans: readonly Span[] }[] }[];
}

const remote = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparentOf = ({ traceId, spanId }: { traceId: string; spanId: string }) =>
  `00-${traceId}-${spanId}-01`;
const another = { traceId: 'aaf92f3577b34da6a3ce929d0e0e4736', spanId: 'aaf067aa0ba902b7' };

describe('a trace', () => {
  let stack: TestStack;
  let collector: Server;
  let spans: Span[];
  let published: { traceparent?: string }[];
  let origin: string;

  /** One run of everything; the tests look at what it left. */
  beforeAll(async () => {
    stack = await TestStack.create();
    spans = [];
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.url === '/v1/traces') spans.push(...spansIn(Buffer.concat(chunks)));
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const databaseUrl = await stack.createDatabase();
    const service = ChildScript.run(join(__dirname, 'marker-main.fixture.ts'), {
      RABBITMQ_URL: stack.rabbitUrl,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'info',
      MESSAGING: JSON.stringify({ consumer: { batchWaitMs: 500 } }),
      OTLP_ENDPOINT: origin,
      CALL_URL: `${origin}/contacts/jana@shop.test?key=hunter2`,
    });
    await service.line('serving');
    const url = await urlOf(service);
    const probe = await QueueProbe.open(stack.rabbitUrl);
    const { queue } = await probe.channel.assertQueue('', { exclusive: true });
    await probe.channel.bindQueue(queue, 'loyalty.commands', '#');

    /** What the service publishes comes back to itself, which may not award: out of the way before more is sent. */
    const refused = (count: number) =>
      eventually(async () => expect(await probe.count('marker.marks.dlq')).toBe(count));
    const headers = { traceparent: traceparentOf(remote) };
    await fetch(`${url}/ask/by-http`, { method: 'POST', headers });
    await refused(1);
    const connection = await BrokerConnection.open(stack.rabbitUrl, 'test');
    const publisher = new Publisher(connection);
    await publisher.publish([outgoingOf(anAward('call', { traceparent: traceparentOf(remote) }))]);
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    const marks = async () => (await database.query('select from marks')).rowCount;
    await eventually(async () => expect(await marks()).toBe(1));
    await refused(2);
    await publisher.publish(
      [remote, another].map((span, index) =>
        outgoingOf(anAward(`batch-${index}`, { traceparent: traceparentOf(span) })),
      ),
    );
    await eventually(async () => expect(await marks()).toBe(3));
    published = [];
    await eventually(async () => {
      const message = await probe.channel.get(queue, { noAck: true });
      if (message) published.push(JSON.parse(message.content.toString()) as { traceparent?: string });
      expect(published).toHaveLength(5);
    });
    await service.end('SIGTERM');
    await connection.close();
    await probe.close();
    await database.end();
  });

  afterAll(async () => {
    collector.closeAllConnections();
    collector.close();
    await stack.close();
  });

  const spanOf = (name: string, isIt: (span: Span) => boolean = () => true): Span => {
    const span = spans.find((one) => one.name === name && isIt(one));
    if (!span) throw new Error(`no span ${name} in ${spans.map((one) => one.name).join(', ')}`);
    return span;
  };
  const attribute = (span: Span, key: string) => span.attributes.find((one) => one.key === key)?.value;
  const traceparentsPublished = () => published.map(({ traceparent }) => traceparent);

  it('goes on from the caller through a request into the message that it published', () => {
    const request = spanOf('POST /ask/:key');
    expect(request).toMatchObject({ traceId: remote.traceId, parentSpanId: remote.spanId });
    expect(traceparentsPublished()).toContain(traceparentOf(request));
  });

  it('has the sending of a batch linked to what its messages were made in', () => {
    const { traceId, spanId } = spanOf('POST /ask/:key');
    expect(
      spans.filter(({ name }) => name === 'send marker').flatMap(({ links = [] }) => links),
    ).toContainEqual(expect.objectContaining({ traceId, spanId }));
  });

  it('goes on through the handler of a message alone, into its calls and messages', () => {
    const batch = spanOf('process marker.marks', ({ parentSpanId }) => parentSpanId === remote.spanId);
    const call = spanOf('GET');
    expect(batch.traceId).toBe(remote.traceId);
    expect(call).toMatchObject({ traceId: remote.traceId, parentSpanId: batch.spanId });
    expect(traceparentsPublished()).toContain(traceparentOf(batch));
  });

  it('links the transaction of several messages to each of their traces', () => {
    const links = spans
      .filter(({ name }) => name === 'process marker.marks')
      .flatMap(({ links: own = [] }) => own.map(({ traceId }) => traceId));
    expect(links).toEqual(expect.arrayContaining([remote.traceId, another.traceId]));
  });

  it('tells no address and no query of a call', () => {
    const call = spanOf('GET');
    expect(attribute(call, 'url.path')).toEqual({ stringValue: '/contacts/j***@shop.test' });
    expect(JSON.stringify(spans)).not.toContain('hunter2');
  });
});

const spansIn = (body: Buffer): Span[] =>
  (JSON.parse(body.toString()) as Traces).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => [...spans]),
  );
