import { type Actor, ServiceTokens } from '@ellity/platform';
import { routeCallers } from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, CoreStage } from '../loyalty-core.fixture';

describe('who asks', () => {
  const tokens = `k1:${randomBytes(32).toString('base64')}`;
  let core: CoreStage;
  let shop: string;
  let customer: string;

  const as = (service: string, actor?: Actor): Promise<{ authorization: string }> =>
    new ServiceTokens(tokens, service).headersFor('loyalty-core', actor);
  const award = async (service: string, key: string, amount: string, actor?: Actor): Promise<Answer> =>
    core.http(
      'POST',
      `shops/${shop}/customers/${customer}/awards`,
      { amount, reason: 'order' },
      { ...(await as(service, actor)), 'idempotency-key': key },
    );

  beforeAll(async () => {
    core = await CoreStage.create({ tokens });
    shop = `shop-${randomBytes(4).toString('hex')}`;
    const headers = await as('shop-adapter');
    await core.http('POST', 'shops', { id: shop, name: 'Shop' }, headers);
    const body = { email: 'jana@shop.test', registered: true };
    const created = await core.http('POST', `shops/${shop}/customers`, body, headers);
    customer = String(created.body['id']);
  });
  afterAll(() => core?.close());

  it('has keys of its own: two services that use the same one never meet', async () => {
    const key = uuidv7();
    expect(await award('shop-adapter', key, '10.00')).toMatchObject({
      status: 201,
      body: { duplicate: false },
    });
    expect(await award('console', key, '20.00')).toMatchObject({ status: 201, body: { amount: '20.00' } });
    expect(await award('shop-adapter', key, '10.00')).toMatchObject({ body: { duplicate: true } });
    expect(await award('console', key, '10.00')).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });

  it('keys that were used when all callers shared them still count', async () => {
    const key = uuidv7();
    await award('console', key, '30.00');
    await core.rows(`update commands set source = 'http' where key = $1`, [key]);
    expect(await award('console', key, '30.00')).toMatchObject({ body: { duplicate: true } });
    expect(await award('shop-adapter', key, '31.00')).toMatchObject({ status: 422 });
  });

  it('stands in the ledger: the service, and the person for whom it asked', async () => {
    const actor: Actor = { id: 'person-17', role: 'merchant', shops: [shop] };
    await award('console', uuidv7(), '1.00', actor);
    const { body } = await core.http(
      'GET',
      `shops/${shop}/customers/${customer}/entries?limit=1`,
      undefined,
      await as('console', actor),
    );
    expect(body['items']).toEqual([
      expect.objectContaining({ amount: '1.00', service: 'console', actor: 'person-17' }),
    ]);
  });

  it('a merchant reaches customers of its own shops only', async () => {
    const actor: Actor = { id: 'person-18', role: 'merchant', shops: ['another-shop'] };
    expect(await award('console', uuidv7(), '1.00', actor)).toMatchObject({
      status: 403,
      body: { code: 'shop-not-yours' },
    });
  });

  it('sees its own shops only, in pages', async () => {
    const second = `shop-${randomBytes(4).toString('hex')}`;
    await core.http('POST', 'shops', { id: second, name: 'Second' }, await as('shop-adapter'));
    const actor: Actor = { id: 'person-19', role: 'merchant', shops: [second] };
    const list = async (query: string, headers: { authorization: string }) =>
      (await core.http('GET', `shops?${query}`, undefined, headers)).body;
    const idsOf = (page: Record<string, unknown>) => (page['items'] as { id: string }[]).map(({ id }) => id);
    expect(idsOf(await list('', await as('console', actor)))).toEqual([second]);
    const first = await list('limit=1', await as('console'));
    const rest = await list(`limit=1&before=${String(first['next'])}`, await as('console'));
    expect([...idsOf(first), ...idsOf(rest)].sort()).toEqual([shop, second].sort());
    expect(rest['next']).toBeNull();
  });

  it('as a merchant of another shop gets nothing from any route; who else gets through is decided route by route', async () => {
    const { openToStrangers, restricted } = await routeCallers(core.service.url, 'loyalty-core', tokens);
    // For a merchant it lists the shops of their own.
    expect(openToStrangers).toEqual(['GET /shops']);
    expect(restricted).toEqual({
      'GET /runs': 'service operator',
      'GET /shops/{shopId}/customer-states': 'service',
      'GET /runs/{runId}': 'service operator',
      'POST /internal/preview': 'service',
      'POST /runs/{runId}/{order}': 'service operator',
      'POST /shops': 'service operator',
      'POST /shops/{shopId}/customers/{customerId}/republication': 'service operator',
      'POST /shops/{shopId}/nights': 'service operator',
      'POST /shops/{shopId}/pin-verifications': 'service operator',
    });
  });

  it('is kept with what a person changes beside the ledger, or reads as a whole', async () => {
    const actor: Actor = { id: 'person-20', role: 'operator', shops: [] };
    const headers = await as('console', actor);
    const body = { email: 'anonymous@shop.test', registered: false };
    const { body: anonymous } = await core.http('POST', `shops/${shop}/customers`, body, headers);
    const path = `shops/${shop}/customers/${String(anonymous['id'])}`;
    await core.http('POST', `${path}/pin`, undefined, headers);
    await core.http('PUT', `${path}/email`, { email: 'other@shop.test' }, headers);
    await core.http('GET', `${path}/file`, undefined, headers);
    expect(await core.rows('select what, service, actor from person_changes order by id')).toEqual(
      ['customer-registered', 'pin-issued', 'email-changed', 'file-read'].map((what) => ({
        what,
        service: 'console',
        actor: 'person-20',
      })),
    );
  });
});
