import { CustomerChanged, PinChanged, RecordConsent, RegisterCustomer } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anAward, anEmail, CoreStage } from '../loyalty-core.fixture';

describe('customer commands from the broker', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  const registration = (email: string, more: Partial<RegisterCustomer> = {}) =>
    aMessage(RegisterCustomer, shop, {
      email,
      registered: true,
      marketingConsent: 'unknown',
      idempotencyKey: uuidv7(),
      ...more,
    });
  const consent = (email: string, marketingConsent: 'granted' | 'denied', decidedAt: string) =>
    aMessage(RecordConsent, shop, { email, marketingConsent, decidedAt, idempotencyKey: uuidv7() });
  const customerOf = (email: string): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const { body } = await core.http('GET', `shops/${shop}/customers?email=${email}`);
      const [customer] = body['items'] as Record<string, unknown>[];
      if (!customer) throw new Error('not there yet');
      return customer;
    });

  it('a registered customer has no PIN, an anonymous one has', async () => {
    const [registered, anonymous] = [anEmail(), anEmail()];
    await core.send(registration(registered), registration(anonymous, { registered: false }));
    expect(await customerOf(registered)).toMatchObject({ registered: true, hasPin: false });
    expect(await customerOf(anonymous)).toMatchObject({ registered: false, hasPin: true });
  });

  it('several registrations of one address in a batch make one customer with the last word of each', async () => {
    const email = anEmail();
    await core.send(
      registration(email, { registered: false, firstName: 'Jana' }),
      registration(email.toUpperCase(), { lastName: 'Nováková', group: 'VIP' }),
      registration(email, { group: 'Gold' }),
    );
    const expected = {
      email,
      firstName: 'Jana',
      lastName: 'Nováková',
      group: 'Gold',
      registered: true,
      hasPin: false,
    };
    await eventually(async () => expect(await customerOf(email)).toMatchObject(expected));
    const told = await eventually(() => {
      const profiles = core.toldOf(CustomerChanged, ({ data }) => data['email'] === email);
      profiles.sort((one, other) => (one.sequence < other.sequence ? 1 : -1));
      expect(profiles[0]?.data).toMatchObject({ group: 'Gold', registered: true });
      return profiles[0];
    });
    await eventually(() => {
      const pins = core.toldOf(PinChanged, ({ subject }) => subject === told?.subject);
      pins.sort((one, other) => (one.sequence < other.sequence ? -1 : 1));
      expect(pins.at(-1)?.data['pin'] ?? null).toBeNull();
    });
  });

  it('a registration that changes nothing is told to nobody', async () => {
    const email = anEmail();
    const [first, again] = [
      registration(email, { firstName: 'Jana' }),
      registration(email, { firstName: 'Jana' }),
    ];
    await core.send(first);
    const { id } = await customerOf(email);
    await core.send(again, registration(email, { firstName: 'Eva' }));
    await eventually(() => {
      const told = core.toldOf(CustomerChanged, ({ subject }) => subject === id);
      expect(told.map(({ data }) => data['firstName']).sort()).toEqual(['Eva', 'Jana']);
    });
  });

  it('the newest decision about consent wins, in whatever order decisions arrive', async () => {
    const email = anEmail();
    await core.send(registration(email));
    await customerOf(email);
    await core.send(
      consent(email, 'denied', '2026-03-02T00:00:00Z'),
      consent(email, 'granted', '2026-03-01T00:00:00Z'),
    );
    await eventually(async () => expect((await customerOf(email))['marketingConsent']).toBe('denied'));
  });

  it('a decision that overtakes its registration waits for it', async () => {
    const email = anEmail();
    await core.send(consent(email, 'denied', '2026-03-02T00:00:00Z'));
    const retries = [1_000, 5_000, 30_000].map((delayMs) => `loyalty-core.customers.retry.${delayMs}ms`);
    await eventually(async () =>
      expect(await Promise.all(retries.map((queue) => core.queueLength(queue)))).toContain(1),
    );
    await core.send(registration(email));
    await eventually(async () => expect((await customerOf(email))['marketingConsent']).toBe('denied'));
  });

  it('what can never be applied becomes a dead letter and stops nobody', async () => {
    const [email, other] = [anEmail(), anEmail()];
    await core.send(registration(email, { idempotencyKey: 'taken' }));
    await customerOf(email);
    await core.send(
      registration(anEmail(), { idempotencyKey: 'taken' }),
      aMessage(RegisterCustomer, 'no-such-shop', registration(anEmail()).data),
      consent(email, 'granted', '2999-01-01T00:00:00Z'),
      registration(other),
    );
    await customerOf(other);
    await eventually(async () => expect(await core.queueLength('loyalty-core.customers.dlq')).toBe(3));
    expect((await customerOf(email))['marketingConsent']).toBe('unknown');
  });

  it('awards and registrations of one new address at the same moment make one customer', async () => {
    const emails = Array.from({ length: 30 }, anEmail);
    await Promise.all([
      core.send(...emails.map((email) => registration(email))),
      core.send(...emails.toReversed().map((email) => anAward(shop, { email }))),
    ]);
    await eventually(async () => {
      const customers = await Promise.all(emails.map(customerOf));
      expect(customers.every(({ balance, registered }) => balance === '10.00' && registered === true)).toBe(
        true,
      );
    });
  });
});
