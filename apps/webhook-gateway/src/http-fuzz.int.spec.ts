import { fuzzHttp, runService, type RunningService, TestStack } from '@ellity/testing';
import { definition, migrations } from './app.module';
import { aConfig } from './gateway.fixture';

describe('whatever is sent to an HTTP route of webhook-gateway', () => {
  let stack: TestStack;
  let service: RunningService;

  beforeAll(async () => {
    stack = await TestStack.create();
    service = await runService(
      definition,
      aConfig(await stack.createDatabase('db', migrations), stack.rabbitUrl),
    );
  });

  afterAll(async () => {
    await service?.close();
    await stack?.close();
  });

  it('is answered with success or a problem, never with a 500', async () => {
    const { requests, broken } = await fuzzHttp({ url: service.url, known: { shopId: 'demo' } });
    expect(broken).toEqual([]);
    expect(requests).toBeGreaterThan(100);
  });
});
