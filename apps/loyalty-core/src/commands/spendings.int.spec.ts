import { CancelSpending, CreditChanged, CreditCommandSettled, SpendCredit } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anAward, anEmail, CoreStage } from '../loyalty-core.fixture';

describe('a spending and its cancellation', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  const settled = (...messages: readonly { readonly id: string }[]) =>
    eventually(() => {
      const answers = messages.map(
        ({ id }) => core.toldOf(CreditCommandSettled, ({ data }) => data['commandId'] === id)[0]?.data,
      );
      expect(answers.every(Boolean)).toBe(true);
      return answers;
    });

  it('both come as commands, name each other by key, and are answered', async () => {
    const email = anEmail();
    const spending = { email, amount: '20.00', reason: 'spend', idempotencyKey: 'spend-1' };
    const cancel = (key: string, amount?: string) =>
      aMessage(CancelSpending, shop, {
        email,
        spendingKey: 'spend-1',
        reason: 'spend-cancelled',
        idempotencyKey: key,
        ...(amount === undefined ? {} : { amount }),
      });
    const early = cancel('too-early');
    await core.send(anAward(shop, { email, amount: '50.00' }), early);
    await settled(early);
    const messages = [
      aMessage(SpendCredit, shop, spending),
      cancel('part', '5.00'),
      cancel('rest'),
      cancel('none'),
    ];
    for (const message of messages) {
      await core.send(message);
      await settled(message);
    }
    expect(await settled(early, ...messages)).toEqual([
      expect.objectContaining({ outcome: 'refused', reason: 'unknown-spending' }),
      expect.objectContaining({ outcome: 'applied', amount: '20.00', balance: '30.00' }),
      expect.objectContaining({ outcome: 'applied', amount: '5.00', balance: '35.00' }),
      expect.objectContaining({ outcome: 'applied', amount: '15.00', balance: '50.00' }),
      expect.objectContaining({ outcome: 'refused', reason: 'nothing-left' }),
    ]);
  });

  it.each([
    ['lapse', '0.00', ['award', 'spend', 'return', 'lapse']],
    ['renew', '10.00', ['award', 'spend', 'return', 'lapse', 'award']],
  ])('what lapsed meanwhile: %s', async (lapsedReturns, balance, kinds) => {
    const own = await core.aShop({ lapsedReturns, expiryDays: 10 });
    const customer = await core.aCustomer(own);
    await core.award(own, customer, '10.00');
    const spent = await core.spend(own, customer, '10.00');
    await core.rows(`update lots set expires_on = '2020-01-01' where customer_id = $1`, [customer]);
    const body = { reason: 'spend-cancelled', entryId: spent.body['entryId'] };
    const answer = await core.http('POST', `shops/${own}/customers/${customer}/cancellations`, body, {
      'idempotency-key': uuidv7(),
    });
    expect(answer).toMatchObject({ status: 201, body: { amount: '10.00', balance } });
    const { body: ledger } = await core.http('GET', `shops/${own}/customers/${customer}/entries`);
    const entries = (ledger['items'] as { kind: string; reason: string }[]).toReversed();
    expect(entries.map(({ kind }) => kind)).toEqual(kinds);
    expect(entries[3]?.reason).toBe('expiry');
    await eventually(() =>
      expect(core.toldOf(CreditChanged, ({ subject }) => subject === customer)).toHaveLength(kinds.length),
    );
  });

  it('twenty cancellations at once give back what was taken, once', async () => {
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '60.00');
    const { body } = await core.spend(shop, customer, '45.00');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        core.http(
          'POST',
          `shops/${shop}/customers/${customer}/cancellations`,
          { reason: 'spend-cancelled', entryId: body['entryId'], amount: '10.00' },
          { 'idempotency-key': uuidv7() },
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect((await core.account(shop, customer)).body['balance']).toBe('60.00');
  });

  it('a spending of another customer cannot be cancelled', async () => {
    const [one, other] = [await core.aCustomer(shop), await core.aCustomer(shop)];
    await core.award(shop, one, '10.00');
    const { body } = await core.spend(shop, one, '10.00');
    const answer = await core.http(
      'POST',
      `shops/${shop}/customers/${other}/cancellations`,
      { reason: 'spend-cancelled', entryId: body['entryId'] },
      { 'idempotency-key': uuidv7() },
    );
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-spending' } });
  });
});
