import { eventually, FakeClock } from '@ellity/testing';
import { DataSource } from 'typeorm';
import { LedgerVerification } from '../credits/ledger/ledger-verification.service';
import { type Answer, CoreStage } from '../loyalty-core.fixture';
import { SumFoldingService } from './sum-folding.service';

describe('the daily sums of a shop', () => {
  const clock = new FakeClock(new Date('2027-01-15T12:00:00Z'));
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
  });
  afterAll(() => core?.close());
  beforeEach(() => clock.set(new Date('2027-01-15T12:00:00Z')));

  const sums = (shop: string, query = ''): Promise<Answer> => core.http('GET', `shops/${shop}/sums${query}`);
  const fold = () => core.service.app.get(SumFoldingService).fold();
  const breaches = async () =>
    (await new LedgerVerification(core.service.app.get(DataSource)).verify()).breaches;
  const entryId = ({ body }: Answer): string => String(body['entryId']);
  /** Customers are counted by the clock of the database. */
  const countedIn = async (shop: string) =>
    core.rows<{ kind: string; number: number }>(
      `select kind, sum(number)::int as number from daily_sums
       where shop_id = $1 and kind in ('customer', 'registration') group by 1 order by 1`,
      [shop],
    );

  it('are there with the entry, by reason, and the same before and after they are folded', async () => {
    const shop = await core.aShop({ timeZone: 'UTC' });
    const customer = await core.aCustomer(shop);
    const award = await core.award(shop, customer, '60.00');
    await core.award(shop, customer, '7.50', { reason: 'birthday' });
    const spending = await core.spend(shop, customer, '20.00');
    const of = `shops/${shop}/customers/${customer}`;
    const key = (name: string) => ({ 'idempotency-key': `${shop}-${name}` });
    const cancellation = { reason: 'order-cancelled', entryId: entryId(spending), amount: '5.00' };
    const revocation = { reason: 'order-cancelled', entryId: entryId(award), amount: '10.00' };
    await core.http('POST', `${of}/cancellations`, cancellation, key('cancellation'));
    await core.http('POST', `${of}/revocations`, revocation, key('revocation'));
    const before = await sums(shop, '?from=2027-01-14&to=2027-01-15');
    expect(before.body).toMatchObject({
      total: { given: '67.50', spent: '20.00', givenBack: '5.00', takenBack: '10.00', lapsed: '0.00' },
      days: [
        { day: '2027-01-14', given: '0.00', reasons: [] },
        {
          day: '2027-01-15',
          given: '67.50',
          reasons: [
            { kind: 'award', reason: 'birthday', amount: '7.50', entries: 1 },
            { kind: 'award', reason: 'order', amount: '60.00', entries: 1 },
            { kind: 'return', reason: 'order-cancelled', amount: '5.00', entries: 1 },
            { kind: 'revoke', reason: 'order-cancelled', amount: '10.00', entries: 1 },
            { kind: 'spend', reason: 'spend', amount: '20.00', entries: 1 },
          ],
        },
      ],
    });
    await Promise.all([
      fold(),
      core.award(shop, customer, '1.00'),
      fold(),
      core.award(shop, customer, '1.00'),
    ]);
    // Where another one was folding at that moment, this one left the work to it.
    await eventually(async () => {
      await fold();
      expect(await core.rows('select from daily_sums where not is_sum')).toEqual([]);
    });
    const after = await sums(shop, '?from=2027-01-14&to=2027-01-15');
    expect(after.body['total']).toMatchObject({ given: '69.50', spent: '20.00' });
    expect(await breaches()).toEqual([]);
  });

  it('are of the day of the shop, which stays when the shop moves to another time zone', async () => {
    const shop = await core.aShop({ timeZone: 'Pacific/Kiritimati' });
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '10.00');
    await core.http('PATCH', `shops/${shop}`, { timeZone: 'Pacific/Niue' });
    await core.award(shop, customer, '3.00');
    const { body } = await sums(shop, '?from=2027-01-15&to=2027-01-16');
    expect(body['days']).toMatchObject([
      { day: '2027-01-15', given: '3.00' },
      { day: '2027-01-16', given: '10.00' },
    ]);
    expect(await breaches()).toEqual([]);
  });

  it('count who came and who registered, once', async () => {
    const shop = await core.aShop();
    const email = 'jana@shop.test';
    await core.aCustomer(shop, { email, registered: false });
    await core.aCustomer(shop);
    expect(await countedIn(shop)).toEqual([
      { kind: 'customer', number: 2 },
      { kind: 'registration', number: 1 },
    ]);
    for (const firstName of ['Jana', 'Johana'])
      await core.http('POST', `shops/${shop}/customers`, { email, registered: true, firstName });
    expect(await countedIn(shop)).toEqual([
      { kind: 'customer', number: 2 },
      { kind: 'registration', number: 2 },
    ]);
  });

  it('are of the last thirty days where nothing else is asked', async () => {
    const { body } = await sums(await core.aShop({ timeZone: 'UTC' }));
    expect(body).toMatchObject({ from: '2026-12-17', to: '2027-01-15' });
    expect(body['days']).toHaveLength(30);
  });

  it('of days that do not exist, that run backwards or that are too many are refused', async () => {
    const shop = await core.aShop();
    for (const query of [
      '?from=2027-02-30',
      '?from=2027-02-02&to=2027-02-01',
      '?from=2025-01-01&to=2027-01-01',
    ])
      expect(await sums(shop, query)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(await sums('nowhere')).toMatchObject({ status: 404 });
  });

  it('in which something was added twice are found by the proof of the ledger', async () => {
    const shop = await core.aShop();
    await core.award(shop, await core.aCustomer(shop), '10.00');
    await core.rows(`insert into daily_sums select * from daily_sums where shop_id = $1`, [shop]);
    expect((await breaches()).map(({ rule, shopId }) => [rule.name, shopId])).toEqual([
      ['sums-are-the-entries', shop],
      ['sums-count-the-customers', shop],
    ]);
    await core.rows('delete from daily_sums where shop_id = $1', [shop]);
  });
});
