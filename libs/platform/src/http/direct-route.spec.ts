import { createServer, request, type RequestOptions, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { register } from 'prom-client';
import { currentTraceparent } from '../telemetry/spans';
import { startTracing } from '../telemetry/tracing';
import { answerDirectly, type DirectCall } from './direct-route';
import { RetryLaterProblem } from './problem';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a route that is answered directly', () => {
  let server: Server;
  let calls: (DirectCall & { readonly traceparent: string | undefined })[];
  const port = () => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    startTracing({ service: 'library' });
    server = createServer((incoming, response) => {
      incoming.resume();
      response.writeHead(299).end('ordinary');
    });
    answerDirectly(server, [
      {
        prefix: '/desk/',
        pattern: '/desk/:name',
        bodyBytesMax: 10,
        answer: async (call) => {
          await Promise.resolve();
          calls.push({ ...call, traceparent: currentTraceparent() });
          if (call.name === 'crowded') throw new RetryLaterProblem(429, 'desk-crowded', 'Come again.', 7);
          return { taken: call.name };
        },
      },
    ]);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    calls = [];
  });

  const send = (body: string | Buffer, options: RequestOptions = {}) =>
    new Promise<{ status: number | undefined; type: string | undefined; retryAfter?: string; text: string }>(
      (resolve, reject) => {
        const all = { host: '127.0.0.1', port: port(), method: 'POST', path: '/desk/one', agent: false };
        request({ ...all, ...options }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.once('end', () => {
            const { 'content-type': type, 'retry-after': retryAfter } = answer.headers;
            resolve({ status: answer.statusCode, type, text, ...(retryAfter ? { retryAfter } : {}) });
          });
        })
          .once('error', reject)
          .end(body);
      },
    );

  it('gets the bytes as they were sent, within the trace of its request', async () => {
    const body = Buffer.from([0xff, 0x00, 0x20]);
    const answered = await send(body, { headers: { traceparent, 'content-length': 3 } });
    expect(answered).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      text: '{"taken":"one"}',
    });
    expect(calls).toMatchObject([{ name: 'one', from: '127.0.0.1', body }]);
    expect(calls[0]?.traceparent?.split('-')[1]).toBe(traceparent.split('-')[1]);
  });

  it.each<[string, RequestOptions]>([
    ['another spelling of the path', { path: '/Desk/one' }],
    ['a slash at the end', { path: '/desk/one/' }],
    ['nothing at the end', { path: '/desk/' }],
    ['an encoded path', { path: '/desk/on%65' }],
    ['a query', { path: '/desk/one?x=1' }],
    ['another method', { method: 'PUT' }],
    ['a compressed body', { headers: { 'content-encoding': 'gzip', 'content-length': 5 } }],
    ['a body that does not say how long it is', { headers: { 'transfer-encoding': 'chunked' } }],
  ])('leaves %s to the ordinary way', async (_what, options) => {
    expect(await send('12345', options)).toMatchObject({ status: 299, text: 'ordinary' });
    expect(calls).toEqual([]);
  });

  it('leaves a body that is too large to the ordinary way', async () => {
    expect((await send('1234567890')).status).toBe(200);
    expect((await send('1234567890+')).status).toBe(299);
  });

  it('refuses as all others do, and is measured by its pattern', async () => {
    expect(await send('1', { path: '/desk/crowded', headers: { 'x-request-id': 'mine' } })).toEqual({
      status: 429,
      type: 'application/problem+json; charset=utf-8',
      retryAfter: '7',
      text: expect.stringContaining('"requestId":"mine"') as string,
    });
    const labels = 'http_request_method="POST",http_route="/desk/:name",http_response_status_code="429"';
    expect(await register.metrics()).toContain(`http_server_request_duration_seconds_count{${labels}} 1`);
  });

  it('is not asked about somebody who goes away in the middle', async () => {
    const socket = connect(port(), '127.0.0.1');
    socket.resume().end('POST /desk/one HTTP/1.1\r\nhost: here\r\ncontent-length: 9\r\n\r\n1234');
    await new Promise((resolve) => socket.once('close', resolve));
    expect((await send('1')).status).toBe(200);
    expect(calls).toHaveLength(1);
  });
});
