import { tokenHeaders } from '@ellity/testing';
import { tokenKeys, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>
  >;
}

describe('the HTTP routes of the services', () => {
  const ask = async (url: string, method = 'GET', headers: Record<string, string> = {}) => {
    const answer = await fetch(url, { method, headers: { connection: 'close', ...headers } });
    const text = await answer.text();
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text };
  };

  /** Every documented route with an address that fits it, apart for those that are for anybody. */
  const routesOf = async (service: string) => {
    const { paths } = JSON.parse((await ask(`${urlOf(service)}/docs-json`)).text) as OpenApi;
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { security }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        url: `${urlOf(service)}${path.replaceAll(/\{\w+\}/g, 'demo')}`,
        isOpen: JSON.stringify(security) === '[{}]',
      })),
    );
    return { open: routes.filter(({ isOpen }) => isOpen), closed: routes.filter(({ isOpen }) => !isOpen) };
  };

  test.each([
    ['loyalty-core', []],
    ['ecomail-sync', []],
    ['dead-letters', []],
    [
      'webhook-gateway',
      ['GET /hooks/ecomail/{token}', 'POST /hooks/ecomail/{token}', 'POST /hooks/standard-webhooks/{token}'],
    ],
  ])('%s: each demands a service token, but the public door for foreign systems', async (service, doors) => {
    const { open, closed } = await routesOf(service);
    expect(open.map(({ name }) => name).sort()).toEqual(doors);
    expect(closed.map(({ name }) => name)).toContain('POST /internal/preview');
    for (const { name, method, url } of closed) {
      const { status, type, text } = await ask(url, method);
      expect([name, status, type]).toEqual([name, 401, 'application/problem+json; charset=utf-8']);
      expect(JSON.parse(text)).toMatchObject({ code: 'service-token-missing' });
    }
    for (const { name, method, url } of open) {
      expect([name, (await ask(url, method)).status]).toEqual([name, 404]);
    }
  });

  test.each(['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'])(
    '%s: health, metrics and documentation answer anybody',
    async (service) => {
      const paths = ['/health/live', '/health/ready', '/health/start', '/metrics', '/docs', '/docs-json'];
      for (const path of paths)
        expect([path, (await ask(`${urlOf(service)}${path}`)).status]).toEqual([path, 200]);
    },
  );

  test.each(['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters'])(
    '%s: its metrics have the names of OpenTelemetry',
    async (service) => {
      const { text } = await ask(`${urlOf(service)}/metrics`);
      const names = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          'http_server_request_duration_seconds',
          'messaging_client_consumed_messages_total',
          'messaging_client_operation_duration_seconds',
          'messaging_client_sent_messages_total',
          'messaging_process_duration_seconds',
        ]),
      );
    },
  );

  test('a token for one service opens no other', async () => {
    const headers = await tokenHeaders(tokenKeys, 'ecomail-sync');
    const { status, text } = await ask(`${urlOf('loyalty-core')}/shops/none`, 'GET', headers);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: 'service-token-elsewhere' });
  });

  test('a person gets a token from the command line', async () => {
    const { code, output } = await runTool('token', 'loyalty-core');
    expect(code).toBe(0);
    const [token = ''] = /^[\w-]+\.[\w-]+\.[\w-]+$/m.exec(output) ?? [];
    const { status } = await ask(`${urlOf('loyalty-core')}/shops/none`, 'GET', {
      authorization: `Bearer ${token}`,
    });
    expect(status).toBe(404);
    expect((await runTool('token', 'nobody')).code).not.toBe(0);
  });
});
