import { randomBytes } from 'node:crypto';
import {
  fuzzHttp,
  routeCallers,
  runService,
  type RunningService,
  TestStack,
  tokenHeaders,
} from '@ellity/testing';
import { definition, migrations } from './app.module';
import { aConfig } from './gateway.fixture';

const tokens = `k1:${randomBytes(32).toString('base64')}`;

describe('whatever is sent to an HTTP route of webhook-gateway', () => {
  let stack: TestStack;
  let service: RunningService;

  beforeAll(async () => {
    stack = await TestStack.create();
    const config = aConfig(await stack.createDatabase('db', migrations), stack.rabbitUrl);
    service = await runService(definition, { ...config, chassis: { tokens } });
  });

  afterAll(async () => {
    await service?.close();
    await stack?.close();
  });

  it('is answered with success or a problem, never with a 500', async () => {
    const { requests, broken } = await fuzzHttp({
      url: service.url,
      headers: await tokenHeaders(tokens, 'webhook-gateway'),
      known: { shopId: 'demo' },
    });
    expect(broken).toEqual([]);
    expect(requests).toBeGreaterThan(100);
  });

  it('as a merchant of another shop is answered by no route; who else gets through is decided route by route', async () => {
    const { openToStrangers, restricted } = await routeCallers(service.url, 'webhook-gateway', tokens);
    expect(openToStrangers).toEqual([]);
    expect(restricted).toEqual({
      'POST /internal/preview': 'service',
      'POST /shops/{shopId}/customers/{customerId}/file': 'operator',
    });
  });
});
