import { Controller, Get, type INestApplication, Module } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { PlatformModule } from '../platform.module';
import { createService } from '../serve';
import type { Actor, Caller } from './caller';
import { AcrossShops, CallableBy, CalledBy, OfService, ServiceAccess } from './service-access';

const keys = `k1:${randomBytes(32).toString('base64')}`;

@Controller()
class RoutesController {
  @Get('internal/work')
  internal(@CalledBy() caller: Caller): Caller {
    return caller;
  }

  @CallableBy('service', 'merchant', 'operator')
  @Get('shops/:shopId/credit')
  ofShop(@CalledBy() caller: Caller): Caller {
    return caller;
  }

  @CallableBy('operator')
  @Get('shops/:shopId/audit')
  audit(@CalledBy() caller: Caller): Caller {
    return caller;
  }

  @CallableBy('service', 'operator')
  @OfService('console')
  @Get('file')
  file(): object {
    return {};
  }

  @CallableBy('merchant', 'operator')
  @Get('totals')
  totals(): object {
    return {};
  }

  @AcrossShops()
  @CallableBy('merchant', 'operator')
  @Get('shops')
  shops(@CalledBy() caller: Caller): Caller {
    return caller;
  }
}

@Module({ controllers: [RoutesController] })
class RoutesModule {}

const merchant: Actor = { id: 'm-1', role: 'merchant', shops: ['demo'] };
const operator: Actor = { id: 'o-1', role: 'operator', shops: [] };

describe('a route', () => {
  const console = new ServiceAccess('console', keys);
  let app: INestApplication;

  beforeAll(async () => {
    const config = { http: { host: '127.0.0.1', port: 0 } };
    const platform = PlatformModule.forRoot({ service: 'library', logLevel: 'silent', tokens: keys });
    app = await createService(
      {
        service: 'library',
        description: 'A service of the tests.',
        config: () => config,
        module: () => ({ module: RoutesModule, imports: [platform] }),
      },
      config,
    );
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const call = async (path: string, actor?: Actor) => {
    const headers = await console.headersFor('library', actor);
    const answer = await fetch(`${await app.getUrl()}${path}`, { headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it.each([
    ['a service', undefined],
    ['a merchant of the shop', merchant],
    ['an operator', operator],
  ])('hands the proven caller to its handler: %s', async (_name, actor) => {
    expect(await call('/shops/demo/credit', actor)).toEqual({
      status: 200,
      body: { service: 'console', ...(actor && { actor }) },
    });
  });

  it.each([merchant, operator])(
    'is for services alone unless it says otherwise: not for %j',
    async (actor) => {
      expect((await call('/internal/work')).status).toBe(200);
      expect(await call('/internal/work', actor)).toMatchObject({
        status: 403,
        body: { code: 'caller-not-allowed' },
      });
    },
  );

  it('lets nobody through but whom it names', async () => {
    expect((await call('/shops/demo/audit', operator)).status).toBe(200);
    for (const other of [merchant, undefined])
      expect(await call('/shops/demo/audit', other)).toMatchObject({
        status: 403,
        body: { code: 'caller-not-allowed', detail: expect.stringContaining('Only operators') as string },
      });
  });

  it('of one service is closed to the others, and open to whom else it names', async () => {
    const headers = await new ServiceAccess('another', keys).headersFor('library');
    const refused = await fetch(`${await app.getUrl()}/file`, { headers });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'caller-not-allowed' }),
    ]);
    expect((await call('/file')).status).toBe(200);
    expect((await call('/file', operator)).status).toBe(200);
    expect((await call('/file', merchant)).status).toBe(403);
  });

  it('with a shop in its path is closed to merchants of other shops', async () => {
    for (const path of ['/shops/other/credit', '/shops/DEMO/credit', '/shops/demo%20/credit'])
      expect(await call(path, merchant)).toMatchObject({ status: 403, body: { code: 'shop-not-yours' } });
    expect((await call('/shops/other/credit', operator)).status).toBe(200);
  });

  it('without a shop in its path is closed to merchants unless its handler limits them', async () => {
    expect(await call('/totals', merchant)).toMatchObject({ status: 403, body: { code: 'shop-not-yours' } });
    expect((await call('/totals', operator)).status).toBe(200);
    expect(await call('/shops', merchant)).toMatchObject({ status: 200, body: { actor: merchant } });
  });
});
