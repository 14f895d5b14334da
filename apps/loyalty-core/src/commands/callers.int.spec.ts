import { type Actor, ServiceTokens } from '@ellity/platform';
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
});
