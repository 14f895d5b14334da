import { PinChanged } from '@ellity/contracts';
import { backendOf, eventually, FakeClock, waitingStatements } from '@ellity/testing';
import { anEmail, CoreStage } from '../loyalty-core.fixture';

describe('the PIN of an anonymous customer', () => {
  let core: CoreStage;
  let shop: string;
  const clock = new FakeClock();

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
    shop = await core.aShop({ pinLength: 4 });
  });
  afterAll(() => core?.close());

  const toldOf = (customer: string) =>
    core.toldOf(PinChanged, ({ subject }) => subject === customer).map(({ data }) => data);
  const pinsOf = (customer: string, count: number) =>
    eventually(async () => {
      const told = toldOf(customer);
      expect(told).toHaveLength(count);
      return Promise.all(told.map(async ({ pin }) => (await core.pinOf(pin)).pin));
    });
  const anAnonymous = async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email, registered: false });
    const [pin = ''] = await pinsOf(customer, 1);
    return { email, customer, pin };
  };
  const verify = (email: string, pin: string) =>
    core.http('POST', `shops/${shop}/pin-verifications`, { email, pin });
  const wrong = (pin: string) => String((Number(pin) + 1) % 10_000).padStart(4, '0');

  it('has as many digits as the shop says; a new length counts for new PINs', async () => {
    const { customer, email, pin } = await anAnonymous();
    expect(pin).toMatch(/^\d{4}$/);
    await core.http('PATCH', `shops/${shop}`, { pinLength: 8 });
    expect((await verify(email, pin)).body).toEqual({ isVerified: true, customerId: customer });
    await core.http('POST', `shops/${shop}/customers/${customer}/pin`);
    const [, second = ''] = await pinsOf(customer, 2);
    expect(second).toMatch(/^\d{8}$/);
    expect((await verify(email, pin)).body).toEqual({ isVerified: false, customerId: null });
    await core.http('PATCH', `shops/${shop}`, { pinLength: 4 });
    expect(await core.http('PATCH', `shops/${shop}`, { pinLength: 3 })).toMatchObject({ status: 400 });
  });

  it('is issued to more customers at once than there are connections to the database', async () => {
    const { poolSize } = core.config.database;
    const customers: string[] = [];
    while (customers.length < 2 * poolSize) customers.push(await core.aCustomer(shop, { registered: false }));
    const holder = await core.database.connect();
    await holder.query('begin');
    await holder.query('select from customers where id = any($1) for update', [customers]);
    const asked = customers.map((customer) => core.http('POST', `shops/${shop}/customers/${customer}/pin`));
    await eventually(async () =>
      expect(await waitingStatements(core.database, await backendOf(holder))).toHaveLength(poolSize),
    );
    await holder.query('commit');
    holder.release();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(customers.map(() => 204));
  });

  it('is sent again as it is, and only to whoever has one', async () => {
    const { customer, pin } = await anAnonymous();
    const sent = await core.http('POST', `shops/${shop}/customers/${customer}/pin/send`);
    expect(sent.status).toBe(204);
    expect(await pinsOf(customer, 2)).toEqual([pin, pin]);
    expect(toldOf(customer).at(-1)).toMatchObject({ announce: true });
    const registered = await core.aCustomer(shop);
    expect(await core.http('POST', `shops/${shop}/customers/${registered}/pin/send`)).toMatchObject({
      status: 409,
      body: { code: 'customer-registered' },
    });
  });

  it('is gone when the customer registers, and proves nothing any more', async () => {
    const { email, pin } = await anAnonymous();
    await core.http('POST', `shops/${shop}/customers`, { email, registered: true });
    expect((await verify(email, pin)).body).toEqual({ isVerified: false, customerId: null });
  });

  it('is locked after five wrong ones, also for the right one, and a stranger is answered alike', async () => {
    const { email, pin } = await anAnonymous();
    const stranger = anEmail();
    for (const address of [email, stranger]) {
      for (let tried = 0; tried < 5; tried += 1)
        expect(await verify(address, wrong(pin))).toMatchObject({ status: 200, body: { isVerified: false } });
    }
    const [known, unknown] = [await verify(email, pin), await verify(stranger, pin)];
    expect(known).toMatchObject({ status: 429, body: { code: 'pin-locked' } });
    expect(unknown).toMatchObject({
      status: 429,
      body: { code: 'pin-locked', detail: known.body['detail'] },
    });
    clock.advance(15 * 60_000);
    expect((await verify(email, pin)).body).toMatchObject({ isVerified: true });
    expect(await core.rows('select 1 from pin_attempts where failures = 0')).toEqual([]);
  });

  it('thirty attempts at once are counted one by one', async () => {
    const { email, pin } = await anAnonymous();
    const answers = await Promise.all(Array.from({ length: 30 }, () => verify(email, wrong(pin))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
  });
});
