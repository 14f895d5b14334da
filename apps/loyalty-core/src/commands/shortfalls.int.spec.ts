import { eventually } from '@ellity/testing';
import { CreditChanged } from '@ellity/contracts';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LedgerVerification } from '../credits/ledger/ledger-verification.service';
import { CoreStage } from '../loyalty-core.fixture';

describe('an order that is cancelled after its credits were spent', () => {
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create();
  });
  afterAll(() => core?.close());

  const post = (shop: string, customer: string, what: string, body: object, key = uuidv7()) =>
    core.http(
      'POST',
      `shops/${shop}/customers/${customer}/${what}`,
      { reason: 'order-cancelled', ...body },
      {
        'idempotency-key': key,
      },
    );
  const balanceOf = async (shop: string, customer: string) =>
    (await core.account(shop, customer)).body['balance'];
  /** 100 of an order, of which 60 are spent. */
  const spent = async (shortfallRule: string) => {
    const shop = await core.aShop({ shortfallRule });
    const customer = await core.aCustomer(shop);
    const order = await core.award(shop, customer, '100.00');
    const spending = await core.spend(shop, customer, '60.00');
    return { shop, customer, order: order.body['entryId'], spending: spending.body['entryId'] };
  };

  it('leaves a recorded shortfall, answers the same under the same key, and takes nothing a second time', async () => {
    const { shop, customer, order } = await spent('stop');
    const key = uuidv7();
    const answer = await post(shop, customer, 'revocations', { entryId: order, reference: '4711' }, key);
    expect(answer.body).toMatchObject({
      amount: '40.00',
      balance: '0.00',
      shortfall: '60.00',
      duplicate: false,
    });
    const again = await post(shop, customer, 'revocations', { entryId: order, reference: '4711' }, key);
    expect(again.body).toEqual({ ...answer.body, duplicate: true });
    const more = await post(shop, customer, 'revocations', { entryId: order });
    expect(more).toMatchObject({ status: 409, body: { code: 'nothing-left' } });
    expect((await core.http('GET', `shops/${shop}/shortfalls`)).body).toEqual({
      items: [
        expect.objectContaining({
          customerId: customer,
          awardId: order,
          amount: '60.00',
          open: '60.00',
          isOwed: false,
          reference: '4711',
        }),
      ],
      next: null,
    });
  });

  it('with nothing left of it, is applied without an entry', async () => {
    const { shop, customer, order } = await spent('stop');
    await core.spend(shop, customer, '40.00');
    const { body } = await post(shop, customer, 'revocations', { entryId: order });
    expect(body).toEqual({
      entryId: null,
      amount: null,
      balance: '0.00',
      shortfall: '100.00',
      duplicate: false,
    });
  });

  it('and whose spending is cancelled later, in another transaction, leaves nothing that was not earned', async () => {
    const { shop, customer, order, spending } = await spent('stop');
    await post(shop, customer, 'revocations', { entryId: order });
    const { body } = await post(shop, customer, 'cancellations', { entryId: spending });
    expect(body).toMatchObject({ amount: '60.00', balance: '0.00' });
    const { body: shortfalls } = await core.http('GET', `shops/${shop}/shortfalls`);
    expect(shortfalls['items']).toEqual([expect.objectContaining({ amount: '60.00', open: '0.00' })]);
    expect(await post(shop, customer, 'revocations', { entryId: order })).toMatchObject({ status: 409 });
  });

  it('is owed where the shop says so: the next credits make it up, and others hear of both entries', async () => {
    const { shop, customer, order } = await spent('owe');
    await post(shop, customer, 'revocations', { entryId: order });
    const awarded = await core.award(shop, customer, '70.00');
    expect(awarded.body).toMatchObject({ amount: '70.00', balance: '10.00' });
    await eventually(() =>
      expect(
        core.toldOf(CreditChanged, ({ subject }) => subject === customer).map(({ data }) => data['balance']),
      ).toEqual(['100.00', '40.00', '0.00', '70.00', '10.00']),
    );
  });

  it('beside awards, spendings and cancellations of the same moment, keeps the ledger consistent', async () => {
    for (const rule of ['stop', 'other-lots', 'owe']) {
      const { shop, customer, order, spending } = await spent(rule);
      await Promise.all([
        ...Array.from({ length: 4 }, () =>
          post(shop, customer, 'revocations', { entryId: order, amount: '30.00' }),
        ),
        ...Array.from({ length: 4 }, () => core.spend(shop, customer, '9.00')),
        ...Array.from({ length: 4 }, () => core.award(shop, customer, '11.00')),
        ...Array.from({ length: 4 }, () =>
          post(shop, customer, 'cancellations', { entryId: spending, amount: '20.00' }),
        ),
      ]);
      expect(await balanceOf(shop, customer)).toMatch(/^\d+\.\d\d$/);
    }
    const { breaches } = await new LedgerVerification(core.service.app.get(DataSource)).verify();
    expect(breaches).toEqual([]);
  });
});
