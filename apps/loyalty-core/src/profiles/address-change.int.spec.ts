import {
  ChangeCustomerEmail,
  CreditChanged,
  CustomerChanged,
  PinChanged,
  RepublishCustomer,
} from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anAward, anEmail, CoreStage } from '../loyalty-core.fixture';

describe('a customer with another address', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop({ newsletterReward: '50.00' });
  });
  afterAll(() => core?.close());

  const change = (email: string, newEmail: string) =>
    aMessage(ChangeCustomerEmail, shop, { email, newEmail, idempotencyKey: uuidv7() });
  const found = async (email: string): Promise<unknown[]> => {
    const { body } = await core.http('GET', `shops/${shop}/customers?email=${encodeURIComponent(email)}`);
    return (body['items'] as { id: unknown }[]).map(({ id }) => id);
  };

  it('keeps id, credit and history, by command and by HTTP, and others hear of it', async () => {
    const [first, second, third] = [anEmail(), anEmail(), anEmail()];
    const customer = await core.aCustomer(shop, { email: first });
    await core.award(shop, customer, '70.00');
    await core.send(change(first.toUpperCase(), second));
    await eventually(async () => expect(await found(second)).toEqual([customer]));
    const path = `shops/${shop}/customers/${customer}/email`;
    expect(await core.http('PUT', path, { email: ` ${third} ` })).toMatchObject({
      status: 200,
      body: { id: customer, email: third, balance: '70.00' },
    });
    expect([await found(first), await found(second), await found(third)]).toEqual([[], [], [customer]]);
    await eventually(() => {
      const told = core.toldOf(CustomerChanged, ({ subject }) => subject === customer);
      const inOrder = told.sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
      expect(inOrder.map(({ data }) => data['email'])).toEqual([first, second, third]);
    });
  });

  it('may write it in another case: that is told, and is no other customer', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email });
    const path = `shops/${shop}/customers/${customer}/email`;
    const { body } = await core.http('PUT', path, { email: email.toUpperCase() });
    expect(body).toMatchObject({ id: customer, email: email.toUpperCase() });
  });

  it('cannot have that of another customer, who loses nothing', async () => {
    const [mine, taken] = [anEmail(), anEmail()];
    const customer = await core.aCustomer(shop, { email: mine });
    const other = await core.aCustomer(shop, { email: taken });
    const path = `shops/${shop}/customers/${customer}/email`;
    expect(await core.http('PUT', path, { email: taken.toUpperCase() })).toMatchObject({
      status: 409,
      body: { code: 'address-taken' },
    });
    await core.send(change(mine, taken));
    await eventually(async () => expect(await core.queueLength('loyalty-core.customers.dlq')).toBe(1));
    expect([await found(mine), await found(taken)]).toEqual([[customer], [other]]);
  });

  it('was rewarded before, and is not again: neither with the new address nor whoever has the old one', async () => {
    const [first, second] = [anEmail(), anEmail()];
    const customer = await core.aCustomer(shop, { email: first, marketingConsent: 'granted' });
    await core.http('PUT', `shops/${shop}/customers/${customer}/email`, { email: second });
    const successor = await core.aCustomer(shop, { email: first, marketingConsent: 'granted' });
    expect((await core.account(shop, successor)).body['balance']).toBe('0.00');
    expect((await core.account(shop, customer)).body['balance']).toBe('50.00');
  });

  it('is published once more when somebody asks: all that is known, under new numbers, announcing nothing', async () => {
    const email = anEmail();
    await core.send(anAward(shop, { email, amount: '10.00' }), anAward(shop, { email, amount: '5.00' }));
    const [customer] = await eventually(async () => {
      const ids = await found(email);
      expect(ids).toHaveLength(1);
      return ids;
    });
    await eventually(async () =>
      expect((await core.account(shop, String(customer))).body['balance']).toBe('15.00'),
    );
    const of = (told: { subject: string | undefined }) => told.subject === customer;
    await eventually(() => expect(core.toldOf(CreditChanged, of)).toHaveLength(2));
    const before = core.toldOf(CreditChanged, of).map(({ sequence }) => sequence);
    await core.send(
      aMessage(RepublishCustomer, shop, { email, idempotencyKey: uuidv7() }, { source: 'operator' }),
    );
    const [again] = await eventually(() => {
      const fresh = core.toldOf(CreditChanged, of).filter(({ sequence }) => !before.includes(sequence));
      expect(fresh).toHaveLength(1);
      expect(core.toldOf(CustomerChanged, of)).toHaveLength(2);
      expect(core.toldOf(PinChanged, of)).toHaveLength(2);
      return fresh;
    });
    expect(again?.data).toMatchObject({ balance: '15.00', announce: false });
    expect(before.every((sequence) => sequence < (again?.sequence ?? ''))).toBe(true);
    const pins = core.toldOf(PinChanged, of).sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
    const [first, second] = await Promise.all(pins.map(({ data }) => core.pinOf(data['pin'])));
    expect(second?.pin).toBe(first?.pin);
    expect(pins[1]?.data['announce']).toBe(false);
    const path = `shops/${shop}/customers/${String(customer)}/republication`;
    expect((await core.http('POST', path)).status).toBe(204);
  });

  it('is told in pages to services, each customer once, as new as every message about them and older than the next', async () => {
    const own = await core.aShop({});
    const customers = [await core.aCustomer(own), await core.aCustomer(own), await core.aCustomer(own)];
    const [first = ''] = customers;
    await core.award(own, first, '15.00');
    const states: { customerId: string; credit: { sequence: string; data: object } | null }[] = [];
    for (let before = ''; ;) {
      const { body } = await core.http('GET', `shops/${own}/customer-states?limit=2${before}`);
      const page = body as unknown as { items: typeof states; next: string | null };
      states.push(...page.items);
      if (page.next === null) break;
      before = `&before=${encodeURIComponent(page.next)}`;
    }
    expect(states.map(({ customerId }) => customerId)).toEqual([...customers].sort());
    const state = states.find(({ customerId }) => customerId === first);
    expect(state).toMatchObject({
      profile: { data: { registered: true } },
      credit: { data: { balance: '15.00', change: { amount: '15.00' }, announce: false } },
    });
    const toldOf = () => core.toldOf(CreditChanged, ({ subject }) => subject === first);
    await eventually(() => expect(toldOf()).toHaveLength(1));
    expect(state?.credit?.sequence).toBe(toldOf()[0]?.sequence);
    await core.award(own, first, '5.00');
    await eventually(() => expect(toldOf()).toHaveLength(2));
    expect(toldOf().every(({ sequence }) => sequence >= (state?.credit?.sequence ?? ''))).toBe(true);
    expect(states.filter(({ credit }) => credit === null)).toHaveLength(2);
  });
});
