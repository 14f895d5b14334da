import { ContactStatusChanged, CreditChanged, CustomerChanged, RecordConsent } from '@ellity/contracts';
import { eventually } from '@ellity/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anEmail, CoreStage } from '../loyalty-core.fixture';

describe('what a customer says about marketing e-mails', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop({ newsletterReward: '50.00', rewardedSignUps: 'any' });
  });
  afterAll(() => core?.close());

  const historyOf = async (customer: string): Promise<Record<string, unknown>[]> => {
    const { body } = await core.http('GET', `shops/${shop}/customers/${customer}/consents`);
    return body['items'] as Record<string, unknown>[];
  };
  const said = async (customer: string) =>
    (await historyOf(customer)).map(
      ({ marketingConsent, source }) => `${String(marketingConsent)} ${String(source)}`,
    );
  const consentOf = async (customer: string) => (await core.account(shop, customer)).body['marketingConsent'];
  const record = (customer: string, body: object) =>
    core.http('POST', `shops/${shop}/customers/${customer}/consents`, body);
  const list = (email: string, status: string, cause = 'contact', changedAt = new Date().toISOString()) =>
    aMessage(ContactStatusChanged, shop, { email, status, cause, changedAt } as ContactStatusChanged, {
      source: 'ecomail-sync',
    });

  it('is kept with time, source, proof and who told us, and the newest decision counts', async () => {
    const customer = await core.aCustomer(shop);
    const proof = 'box at the till, wording of 2026-09';
    const granted = {
      marketingConsent: 'granted',
      decidedAt: '2026-03-01T00:00:00.000Z',
      source: 'store',
      proof,
    };
    expect(
      (
        await record(customer, {
          ...granted,
          marketingConsent: 'denied',
          decidedAt: '2026-03-02T00:00:00.000Z',
          source: 'account',
        })
      ).status,
    ).toBe(201);
    expect((await record(customer, granted)).body['marketingConsent']).toBe('denied');
    const history = await historyOf(customer);
    expect(history).toMatchObject([
      { marketingConsent: 'denied', source: 'account', decidedAt: '2026-03-02T00:00:00.000Z' },
      { ...granted, service: 'unproven', actor: null },
    ]);
  });

  it('comes as a command too, once per decision, and repeats in registrations are none', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email, marketingConsent: 'granted' });
    await core.http('POST', `shops/${shop}/customers`, {
      email,
      registered: true,
      marketingConsent: 'granted',
    });
    const told = {
      ...({
        email,
        marketingConsent: 'denied',
        decidedAt: '2099-01-01T00:00:00.000Z',
        source: 'form',
      } as const),
      ...{ decidedAt: new Date().toISOString(), proof: 'form 7' },
    };
    const again = () => aMessage(RecordConsent, shop, { ...told, idempotencyKey: uuidv7() });
    await core.send(again(), again());
    await eventually(async () =>
      expect(await said(customer)).toEqual(['denied form', 'granted registration']),
    );
    expect(await consentOf(customer)).toBe('denied');
  });

  it('is withdrawn by leaving the list or complaining, is told once, and moves no credit', async () => {
    const [left, complained] = [anEmail(), anEmail()];
    const customers = [
      await core.aCustomer(shop, { email: left, marketingConsent: 'granted' }),
      await core.aCustomer(shop, { email: complained, marketingConsent: 'granted' }),
    ] as const;
    await core.send(
      list(left.toUpperCase(), 'left'),
      list(left, 'left', 'unknown'),
      list(complained, 'complained'),
    );
    for (const customer of customers) {
      await eventually(async () =>
        expect(await said(customer)).toEqual(['denied mailing-list', 'granted registration']),
      );
      expect(await consentOf(customer)).toBe('denied');
      await eventually(() => {
        const told = core.toldOf(CustomerChanged, ({ subject }) => subject === customer);
        expect(told.map(({ data }) => data['marketingConsent']).sort()).toEqual(['denied', 'granted']);
      });
      await core.allTold();
      expect(core.toldOf(CreditChanged, ({ subject }) => subject === customer)).toHaveLength(1);
      expect((await core.account(shop, customer)).body['balance']).toBe('50.00');
    }
  });

  it('is not granted by a return to the list, nor withdrawn by a bounce, nor by our own unsubscribing', async () => {
    const [away, willing, marker] = [anEmail(), anEmail(), anEmail()];
    const out = await core.aCustomer(shop, { email: away, marketingConsent: 'denied' });
    const inside = await core.aCustomer(shop, { email: willing, marketingConsent: 'granted' });
    const last = await core.aCustomer(shop, { email: marker, marketingConsent: 'granted' });
    await core.send(
      ...[list(away, 'subscribed'), list(willing, 'bounced'), list(willing, 'left', 'ourselves')],
      ...[list(anEmail(), 'left'), list(marker, 'left')],
    );
    await eventually(async () => expect(await consentOf(last)).toBe('denied'));
    expect([await consentOf(out), await consentOf(inside)]).toEqual(['denied', 'granted']);
    expect(await core.queueLength('loyalty-core.customers.dlq')).toBe(0);
  });

  it('an older leaving stays history behind a newer grant', async () => {
    const email = anEmail();
    const customer = await core.aCustomer(shop, { email, marketingConsent: 'granted' });
    await core.send(list(email, 'left', 'contact', '2026-01-01T00:00:00.000Z'));
    await eventually(async () =>
      expect(await said(customer)).toEqual(['granted registration', 'denied mailing-list']),
    );
    expect(await consentOf(customer)).toBe('granted');
  });

  it('is never changed afterwards, and dates of the future or of another shop are refused', async () => {
    const customer = await core.aCustomer(shop, { marketingConsent: 'granted' });
    await expect(core.rows(`update consents set consent = 'denied'`)).rejects.toThrow('append-only');
    const body = { marketingConsent: 'denied', source: 'account' };
    expect(await record(customer, { ...body, decidedAt: '2999-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'instant-in-future' },
    });
    const other = await core.aShop();
    const path = `shops/${other}/customers/${customer}/consents`;
    expect((await core.http('POST', path, body)).status).toBe(404);
    expect((await core.http('GET', path)).status).toBe(404);
  });
});
