import { fuzzHttp } from '@ellity/testing';
import { CoreStage } from './loyalty-core.fixture';

describe('whatever is sent to an HTTP route of loyalty-core', () => {
  let stage: CoreStage;

  beforeAll(async () => {
    stage = await CoreStage.create();
  });

  afterAll(() => stage?.close());

  it('is answered with success or a problem, never with a 500', async () => {
    const shopId = await stage.aShop();
    const customerId = await stage.aCustomer(shopId);
    const customers = '/shops/{shopId}/customers';
    const { requests, broken } = await fuzzHttp({
      url: stage.service.url,
      known: { shopId, customerId },
      bodies: {
        'POST /shops': { id: 'fuzzed', name: 'Shop' },
        [`POST ${customers}`]: { email: 'jana@shop.test', registered: true },
        [`POST ${customers}/{customerId}/awards`]: { amount: '1.00', reason: 'order' },
        [`POST ${customers}/{customerId}/spends`]: { amount: '1.00', reason: 'spend' },
      },
    });
    expect(broken).toEqual([]);
    expect(requests).toBeGreaterThan(100);
  });
});
