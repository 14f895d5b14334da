import { CreditChanged, CustomerChanged, PinChanged, ShopChanged } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { anEmail, CoreStage } from '../loyalty-core.fixture';

describe('the HTTP API', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  const fieldsOf = (body: Record<string, unknown>): unknown[] =>
    ((body['errors'] ?? []) as { field: string }[]).map(({ field }) => field);

  it('a shop keeps what a change does not name, and every change is told whole', async () => {
    const name = `Shop ${uuidv7()}`;
    const id = await core.aShop({ name, newsletterReward: '50.00', language: 'en' });
    const changed = await core.http('PATCH', `shops/${id}`, { newsletterReward: null, expiryDays: 30 });
    expect(changed.body).toMatchObject({ id, language: 'en', newsletterReward: null, expiryDays: 30 });
    expect((await core.http('GET', `shops/${id}`)).body).toEqual(changed.body);
    const told = await eventually(() => {
      const shops = core.toldOf(ShopChanged, ({ data }) => data['name'] === name);
      shops.sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
      expect(shops.map(({ data }) => data['newsletterReward'])).toEqual(['50.00', null]);
      return shops;
    });
    expect(told[0]?.sequence.localeCompare(told[1]?.sequence ?? '')).toBe(-1);
  });

  it.each([
    ['id', { id: 'Bad Id', name: 'x' }],
    ['timeZone', { id: 'good', name: 'x', timeZone: 'Mars/Base' }],
    ['name', { id: 'good', name: 'nul \u0000' }],
    ['newsletterReward', { id: 'good', name: 'x', newsletterReward: '1.005' }],
    ['expiryNotice.leadDays', { id: 'good', name: 'x', expiryNotice: { target: 'none', leadDays: -1 } }],
  ])('a shop with an unusable %s is refused by name', async (field, body) => {
    const answer = await core.http('POST', 'shops', body);
    expect([answer.status, fieldsOf(answer.body)]).toEqual([400, [field]]);
    expect((await core.http('GET', 'shops/good')).status).toBe(404);
  });

  it('a second shop with the same id is refused', async () => {
    const answer = await core.http('POST', 'shops', { id: shop, name: 'Another' });
    expect([answer.status, answer.body['code']]).toEqual([409, 'shop-exists']);
  });

  it('the same address in any case is the same customer, completed and never unregistered', async () => {
    const email = anEmail();
    const body = { email, firstName: 'Jana', registered: true, marketingConsent: 'granted' };
    const created = await core.http('POST', `shops/${shop}/customers`, body);
    const again = { email: email.toUpperCase(), lastName: 'Nováková', registered: false };
    const completed = await core.http('POST', `shops/${shop}/customers`, again);
    expect([created.status, completed.status]).toEqual([201, 200]);
    expect(completed.body).toMatchObject({
      id: created.body['id'],
      email,
      firstName: 'Jana',
      lastName: 'Nováková',
      registered: true,
      marketingConsent: 'granted',
    });
  });

  it('whoever registers loses the PIN; who was anonymous keeps credits', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email, registered: false });
    await core.award(shop, customer, '10.00');
    await core.http('POST', `shops/${shop}/customers`, { email, registered: true });
    const { body } = await core.account(shop, customer);
    expect(body).toMatchObject({ hasPin: false, registered: true, balance: '10.00' });
    const pins = await eventually(() => {
      const told = core.toldOf(PinChanged, ({ subject }) => subject === customer);
      expect(told).toHaveLength(2);
      return told.sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
    });
    expect(pins.map(({ data }) => data['pin'] === null)).toEqual([false, true]);
    await eventually(() => {
      const profiles = core.toldOf(CustomerChanged, ({ subject }) => subject === customer);
      expect(profiles.map(({ data }) => data['registered']).sort()).toEqual([false, true]);
    });
  });

  it('a new PIN replaces the old one, only of anonymous customers, and is never shown', async () => {
    const [anonymous, registered] = [
      await core.aCustomer(shop, { registered: false }),
      await core.aCustomer(shop),
    ];
    const path = (id: string) => `shops/${shop}/customers/${id}/pin`;
    const issued = await core.http('POST', path(anonymous));
    expect(issued).toEqual({ status: 204, body: {} });
    expect((await core.http('POST', path(registered))).body['code']).toBe('customer-registered');
    const pins = await eventually(async () => {
      const told = core.toldOf(PinChanged, ({ subject }) => subject === anonymous);
      expect(told).toHaveLength(2);
      return Promise.all(told.map(({ data }) => core.pinOf(data['pin'])));
    });
    const shown = JSON.stringify((await core.account(shop, anonymous)).body);
    for (const { pin } of pins) expect(shown).not.toContain(`"${pin}"`);
    expect((await core.http('DELETE', path(anonymous))).status).toBe(204);
    expect((await core.account(shop, anonymous)).body['hasPin']).toBe(false);
  });

  it('spending takes the lot that lapses first, and the event tells what lapses next', async () => {
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '10.00');
    await core.award(shop, customer, '20.00', { expiresOn: '2099-02-01' });
    await core.award(shop, customer, '30.00', { expiresOn: '2099-01-01' });
    const answer = await core.spend(shop, customer, '35.50');
    expect(answer.body).toMatchObject({ amount: '35.50', balance: '24.50', duplicate: false });
    const { body } = await core.account(shop, customer);
    expect(body['nextExpiration']).toEqual({ date: '2099-02-01', amount: '14.50' });
    const told = await eventually(() => {
      const [spent] = core.toldOf(CreditChanged, ({ data }) => data['balance'] === '24.50');
      if (!spent) throw new Error('not told yet');
      return spent.data;
    });
    expect(told).toMatchObject({
      change: { amount: '-35.50', reason: 'spend', entryId: answer.body['entryId'] },
      nextExpiration: { date: '2099-02-01', amount: '14.50' },
    });
  });

  it('a lot whose last day is over cannot be spent, although nothing took it off yet', async () => {
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '10.00', { expiresOn: '2099-01-01' });
    await core.rows(`update lots set expires_on = current_date - 2 where customer_id = $1`, [customer]);
    expect((await core.account(shop, customer)).body).toMatchObject({ balance: '10.00', spendable: '0.00' });
    expect((await core.spend(shop, customer, '1.00')).body['code']).toBe('insufficient-credit');
  });

  it.each(['1.001', '1', '0.00', '-1.00', 'NaN', '10000000000.00', '1e3', '', null, 1, 1.5, {}, '１.00'])(
    'an amount of %p is refused and changes nothing',
    async (amount) => {
      const customer = await core.aCustomer(shop);
      const answer = await core.award(shop, customer, '', { amount });
      expect([answer.status, fieldsOf(answer.body)]).toEqual([400, ['amount']]);
      expect((await core.account(shop, customer)).body).toMatchObject({ balance: '0.00', lots: [] });
    },
  );

  it('a change without an Idempotency-Key is refused', async () => {
    const customer = await core.aCustomer(shop);
    const path = `shops/${shop}/customers/${customer}/awards`;
    const answer = await core.http('POST', path, { amount: '1.00', reason: 'order' });
    expect([answer.status, fieldsOf(answer.body)]).toEqual([400, ['Idempotency-Key']]);
  });

  it('the same key answers the same, and another body under it is refused', async () => {
    const customer = await core.aCustomer(shop);
    const key = uuidv7();
    const first = await core.award(shop, customer, '5.00', { key });
    await core.award(shop, customer, '1.00');
    expect((await core.award(shop, customer, '5.00', { key })).body).toEqual({
      ...first.body,
      duplicate: true,
    });
    const other = await core.award(shop, customer, '6.00', { key });
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
    expect((await core.account(shop, customer)).body['balance']).toBe('6.00');
  });

  it('nothing of another shop is visible: its customers do not exist here', async () => {
    const [other, customer] = [await core.aShop(), await core.aCustomer(shop)];
    const path = `shops/${other}/customers/${customer}`;
    const answers = await Promise.all([
      core.http('GET', path),
      core.http('GET', `${path}/entries`),
      core.award(other, customer, '1.00'),
      core.spend(other, customer, '1.00'),
      core.http(
        'POST',
        `${path}/revocations`,
        { reward: 'newsletter', reason: 'x' },
        { 'idempotency-key': 'k' },
      ),
      core.http('POST', `${path}/pin`),
      core.http('DELETE', `${path}/pin`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
  });

  it('of a shop that does not exist nothing can be asked, told or changed', async () => {
    const customer = await core.aCustomer(shop);
    const key = { 'idempotency-key': uuidv7() };
    const answers = await Promise.all([
      core.http('GET', 'shops/nowhere'),
      core.http('PATCH', 'shops/nowhere', { name: 'Somewhere' }),
      core.http('GET', 'shops/nowhere/customers?search=jana'),
      core.http('POST', 'shops/nowhere/customers', { email: anEmail(), registered: true }),
      core.account('nowhere', customer),
      core.award('nowhere', customer, '1.00'),
      core.spend('nowhere', customer, '1.00'),
      core.http('POST', `shops/nowhere/customers/${customer}/erasure`, undefined, key),
      core.http('POST', 'shops/nowhere/nights', { localDate: '2027-01-15', dryRun: true }),
      core.http('GET', 'shops/nowhere/exports/customers'),
      core.http('GET', 'shops/nowhere/mail-settings'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await core.account(shop, customer)).body['balance']).toBe('0.00');
    expect(await core.rows(`select 1 from customers where shop_id = 'nowhere'`)).toEqual([]);
  });

  it.each(['2027-02-30', '2027-13-01', '2027-02-29', '31. 12. 2027', '2027-1-1'])(
    'a last day that is in no calendar, %s, is refused by name, and nothing is booked',
    async (expiresOn) => {
      const customer = await core.aCustomer(shop);
      const answer = await core.award(shop, customer, '1.00', { expiresOn });
      expect([answer.status, fieldsOf(answer.body)]).toEqual([400, ['expiresOn']]);
      expect((await core.account(shop, customer)).body).toMatchObject({ balance: '0.00', lots: [] });
    },
  );

  it('an award of another customer cannot be taken back', async () => {
    const [one, other] = [await core.aCustomer(shop), await core.aCustomer(shop)];
    const { body } = await core.award(shop, one, '5.00');
    await core.award(shop, other, '5.00');
    const path = `shops/${shop}/customers/${other}/revocations`;
    const revoke = { entryId: body['entryId'], reason: 'correction' };
    const answer = await core.http('POST', path, revoke, { 'idempotency-key': uuidv7() });
    expect([answer.status, answer.body['code']]).toEqual([404, 'unknown-award']);
    expect((await core.account(shop, one)).body['balance']).toBe('5.00');
  });

  it('the ledger is paged without gaps or repeats, newest first', async () => {
    const customer = await core.aCustomer(shop);
    for (let number = 1; number <= 7; number += 1) await core.award(shop, customer, `${number}.00`);
    const path = `shops/${shop}/customers/${customer}/entries`;
    const amounts: unknown[] = [];
    let next: string | null = '';
    do {
      const { body } = await core.http('GET', `${path}?limit=3&before=${next}`);
      amounts.push(...(body['items'] as { amount: string }[]).map(({ amount }) => amount));
      next = body['next'] as string | null;
    } while (next);
    expect(amounts).toEqual(['7.00', '6.00', '5.00', '4.00', '3.00', '2.00', '1.00']);
  });

  it('unusable ids and texts are refused, never an error of ours', async () => {
    const customer = await core.aCustomer(shop);
    const answers = await Promise.all([
      core.http('GET', `shops/%00`),
      core.http('GET', `shops/${shop}/customers/%00`),
      core.http('GET', `shops/${shop}/customers/not-a-uuid`),
      core.http('GET', `shops/${shop}/customers?email=nobody`),
      core.http('GET', `shops/${shop}/customers/${customer}/entries?limit=0`),
      core.http('GET', `shops/${shop}/customers/${customer}/entries?before=x`),
      core.award(shop, customer, '1.00', { reference: 'half \ud800' }),
      core.award(shop, customer, '1.00', { expiresOn: '2027-02-31' }),
      core.award(shop, customer, '1.00', { reward: 'newsletter' }),
      core.http('POST', `shops/${shop}/customers`, {
        email: anEmail(),
        registered: true,
        firstName: '\u0000',
      }),
      core.http('POST', `shops/${shop}/customers`, []),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      404, 404, 404, 400, 400, 400, 400, 400, 400, 400, 400,
    ]);
  });

  it('the OpenAPI document names every route', async () => {
    const { body } = await core.http('GET', 'docs-json');
    expect(Object.keys(body['paths'] as object)).toEqual(
      expect.arrayContaining([
        '/shops/{shopId}/customers/{customerId}/awards',
        '/shops/{shopId}/reconciliation',
      ]),
    );
  });
});
