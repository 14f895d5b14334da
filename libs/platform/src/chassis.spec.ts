import { Controller, Get, type INestApplication, type LoggerService, Module } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Public, ServiceAccess } from './access/service-access';
import { HealthChecks } from './health.controller';
import { PlatformModule } from './platform.module';
import { createService, type ServiceDefinition } from './serve';

const keys = `k1:${randomBytes(32).toString('base64')}`;

@Controller()
class ShelfController {
  @Get('shelf')
  shelf() {
    return { books: 3 };
  }

  @Public()
  @Get('door')
  door() {
    return { open: true };
  }

  @Get('broken')
  broken(): never {
    throw new Error('the shelf of jana@shop.test fell over');
  }

  @Get('away')
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  }
}

@Module({ controllers: [ShelfController] })
class ShelfModule {}

const service = (
  tokens: string | undefined,
): ServiceDefinition<{ http: { host: string; port: number } }> => ({
  service: 'library',
  description: 'A service of the tests.',
  config: () => ({ http: { host: '127.0.0.1', port: 0 } }),
  module: () => ({
    module: ShelfModule,
    imports: [PlatformModule.forRoot({ service: 'library', logLevel: 'silent', version: '1.2.3', tokens })],
  }),
});

describe('a service on the chassis', () => {
  let app: INestApplication;
  let url: string;

  const start = async (tokens: string | undefined) => {
    app = await createService(service(tokens), { http: { host: '127.0.0.1', port: 0 } });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  };
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, { headers });
    const text = await answer.text();
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      body: text,
      headers: answer.headers,
    };
  };

  afterEach(() => app.close());

  it('answers services with a token for it only', async () => {
    await start(keys);
    const caller = new ServiceAccess('reader', keys);
    expect(await get('/shelf', await caller.headersFor('library'))).toMatchObject({
      status: 200,
      body: '{"books":3}',
    });
    const type = 'application/problem+json; charset=utf-8';
    const elsewhere = await get('/shelf', await caller.headersFor('archive'));
    expect(elsewhere).toMatchObject({ status: 403, type });
    expect(JSON.parse(elsewhere.body)).toMatchObject({ code: 'service-token-elsewhere' });
    const refused = await get('/shelf');
    expect(refused).toMatchObject({ status: 401, type });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'service-token-missing', status: 401 });
    expect((await get('/shelf', { authorization: 'Bearer e30.e30.e30' })).status).toBe(401);
  });

  it('says in its document which routes demand a token, and how to get one', async () => {
    await start(keys);
    const document = JSON.parse((await get('/docs-json')).body) as {
      security: unknown;
      paths: Record<string, { get: { security?: unknown } }>;
      info: { description: string };
    };
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.paths['/shelf']?.get.security).toBeUndefined();
    expect(document.paths['/door']?.get.security).toEqual([{}]);
    expect(document.info.description).toContain('npm run token -- library');
  });

  it('describes for every route what the chassis may refuse, with the shape of a problem', async () => {
    await start(keys);
    const document = JSON.parse((await get('/docs-json')).body) as {
      paths: Record<string, { get: { responses: Record<string, unknown> } }>;
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(document.paths['/shelf']?.get.responses ?? {})).toEqual(['200', '401', '403']);
    expect(Object.keys(document.paths['/door']?.get.responses ?? {})).toEqual(['200']);
    expect(document.components.schemas).toHaveProperty('Problem');
  });

  it.each(['/door', '/health/live', '/health/ready', '/health/start', '/metrics', '/docs', '/docs-json'])(
    'answers anybody on %s',
    async (path) => {
      await start(keys);
      expect((await get(path)).status).toBe(200);
    },
  );

  it('asks nobody for a token while it has no keys', async () => {
    await start(undefined);
    expect((await get('/shelf')).status).toBe(200);
    expect(app.get(ServiceAccess).isRequired).toBe(false);
  });

  it('measures requests under the name of OpenTelemetry, by route and never by address', async () => {
    await start(undefined);
    await get('/shelf?of=jana@shop.test');
    const labels = 'http_request_method="GET",http_route="/shelf",http_response_status_code="200"';
    let body = '';
    while (!body.includes(`http_server_request_duration_seconds_count{${labels}}`))
      ({ body } = await get('/metrics'));
    expect(body).not.toContain('jana');
  });

  it('is alive, with its version and since when, and started, but not ready, while something it needs is away', async () => {
    await start(undefined);
    let isAway = true;
    app
      .get(HealthChecks)
      .register('shelf', () => (isAway ? Promise.reject(new Error('gone')) : Promise.resolve()));
    const live = await get('/health/live');
    expect([live.status, JSON.parse(live.body)]).toEqual([
      200,
      { status: 'ok', version: '1.2.3', startedAt: expect.stringMatching(/^20\d\d-.*Z$/) as string },
    ]);
    expect((await get('/health/start')).status).toBe(200);
    const unready = await get('/health/ready');
    expect(unready).toMatchObject({ status: 503, type: 'application/problem+json; charset=utf-8' });
    expect(JSON.parse(unready.body)).toMatchObject({
      code: 'not-ready',
      detail: 'Not ready: shelf. The log says why.',
      errors: [{ field: 'shelf' }],
    });
    isAway = false;
    expect((await get('/health/ready')).status).toBe(200);
  });

  it('logs once that it went away, and once that it came back, however often it is probed', async () => {
    await start(undefined);
    const lines: unknown[] = [];
    const logger = {
      warn: (...line: unknown[]) => lines.push(line),
      log: (...line: unknown[]) => lines.push(line),
    };
    app.useLogger(logger as unknown as LoggerService);
    let isAway = true;
    app
      .get(HealthChecks)
      .register('shelf', () => (isAway ? Promise.reject(new Error('gone')) : Promise.resolve()));
    for (isAway of [true, true, false, false]) await get('/health/ready');
    expect(lines).toEqual([
      [expect.objectContaining({ check: 'shelf' }), 'not ready', 'health'],
      [{ check: 'shelf' }, 'ready again', 'health'],
    ]);
  });

  it('tells the outside nothing about an error that was not foreseen', async () => {
    await start(undefined);
    const answer = await get('/broken');
    expect(answer).toMatchObject({ status: 500, type: 'application/problem+json; charset=utf-8' });
    expect(answer.body).not.toContain('shelf');
    expect(JSON.parse(answer.body)).toMatchObject({
      code: 'internal',
      requestId: expect.any(String) as string,
    });
  });

  it('answers 503 and says when to come again while the database is away', async () => {
    await start(undefined);
    const answer = await get('/away');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'database-away' });
  });

  it('cuts off a request that does not arrive whole in its time, with 408', async () => {
    const hurried = { ...service(undefined), requestTimeoutMs: 100 };
    app = await createService(hurried, { http: { host: '127.0.0.1', port: 0 } });
    await app.listen(0, '127.0.0.1');
    const socket = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1');
    const heads = 'host: here\r\ncontent-type: application/json\r\ncontent-length: 9';
    socket.write(`POST /shelf HTTP/1.1\r\n${heads}\r\n\r\n{"half"`);
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 408 /);
    await once(socket, 'close');
  });

  it('answers 404 to an unknown route, as a problem', async () => {
    await start(undefined);
    const answer = await get('/nowhere');
    expect(answer).toMatchObject({ status: 404, type: 'application/problem+json; charset=utf-8' });
  });
});
