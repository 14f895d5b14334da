import { type AwardCredit, CreditCommandSettled, type Envelope } from '@ellity/contracts';
import { eventually, FakeClock, runService, type RunningService } from '@ellity/testing';
import { Clock } from '@ellity/platform';
import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { loyaltyCore } from '../app.module';
import { LedgerVerification } from '../credits/ledger/ledger-verification.service';
import { type Answer, anAward, CoreStage } from '../loyalty-core.fixture';
import { NightTicksService } from '../nights/night-ticks.service';

/** Hundreds of parallel requests. */
jest.setTimeout(180_000);

interface Asked {
  readonly customer: string;
  readonly what: 'awards' | 'spends' | 'revocations' | 'cancellations';
  readonly body: object;
}

const sign = { awards: 1, spends: -1, revocations: -1, cancellations: 1 } as const;
const hundredths = (text: unknown): number => Math.round(Number(text) * 100);
const pick = <T>(from: readonly T[]): T => {
  const found = from[randomInt(from.length)];
  if (found === undefined) throw new Error('there is nothing to pick from');
  return found;
};

describe('two instances of the service', () => {
  const clock = new FakeClock(new Date('2027-03-01T20:00:00Z'));
  let core: CoreStage;
  let other: RunningService;

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
    other = await runService(loyaltyCore, core.config);
    Object.assign(other.app.get(Clock), { now: () => clock.now() });
  });
  afterAll(async () => {
    await other?.close();
    await core?.close();
  });

  const ask = async (url: string, shop: string, key: string, asked: Asked): Promise<Answer> => {
    const response = await fetch(`${url}/shops/${shop}/customers/${asked.customer}/${asked.what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(asked.body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  /** Of both instances at the same moment; the answer that was applied, if any, was given once. */
  const askBoth = async (shop: string, asked: Asked): Promise<number> => {
    const key = uuidv7();
    const answers = await Promise.all([core.service.url, other.url].map((url) => ask(url, shop, key, asked)));
    const [first, second] = answers.map(({ status, body: { duplicate: _, requestId: __, ...body } }) => ({
      status,
      body,
    }));
    expect(second).toEqual(first);
    if (first?.status !== 201) {
      expect(first?.status).toBe(409);
      return 0;
    }
    expect(answers.map(({ body }) => body['duplicate']).sort()).toEqual([false, true]);
    return sign[asked.what] * hundredths(first.body['amount'] ?? 0);
  };

  it('that award, spend, cancel, take back and book nights for the same customers settle each once, and agree', async () => {
    const shop = await core.aShop({ shortfallRule: 'stop' });
    const customers = await Promise.all(Array.from({ length: 6 }, () => core.aCustomer(shop)));
    const told = new Map(customers.map((customer) => [customer, 0]));
    const [awards, spendings]: [Asked[], Asked[]] = [[], []];
    for (const customer of customers) {
      for (const expiresOn of ['2027-03-01', '2027-03-02', null]) {
        const { body } = await core.award(shop, customer, '100.00', { expiresOn });
        const taken = { reason: 'order-cancelled', entryId: body['entryId'], amount: '35.00' };
        awards.push({ customer, what: 'revocations', body: taken });
      }
      const { body } = await core.spend(shop, customer, '120.00');
      const back = { reason: 'spend-cancelled', entryId: body['entryId'], amount: '25.00' };
      spendings.push({ customer, what: 'cancellations', body: back });
      told.set(customer, 300_00 - 120_00);
    }
    const anything = (): Asked => {
      const customer = pick(customers);
      const end = pick(['2027-03-02', '2027-03-03', null]);
      return pick<() => Asked>([
        () => ({ customer, what: 'awards', body: { reason: 'order', amount: '7.00', expiresOn: end } }),
        () => ({ customer, what: 'spends', body: { reason: 'spend', amount: '45.00' } }),
        () => pick(awards),
        () => pick(spendings),
      ])();
    };
    const messages: Envelope<AwardCredit>[] = [];
    for (const night of ['2027-03-02T01:30:00Z', '2027-03-03T01:30:00Z']) {
      clock.set(new Date(night));
      const sent = customers.map((subject) => anAward(shop, { amount: '3.00' }, { subject }));
      messages.push(...sent);
      const asked = Array.from({ length: 40 }, anything).map(async (one) => {
        const moved = await askBoth(shop, one);
        told.set(one.customer, (told.get(one.customer) ?? 0) + moved);
      });
      const nights = [core.service, other].map(({ app }) => app.get(NightTicksService).tick());
      await Promise.all([...asked, ...nights, core.send(...sent), core.send(...sent)]);
    }

    const ids = new Set(messages.map(({ id }) => id));
    await eventually(() => {
      const settled = core.toldOf(CreditCommandSettled, ({ data }) => ids.has(String(data['commandId'])));
      expect(settled.map(({ data }) => data['outcome'])).toEqual(messages.map(() => 'applied'));
    });
    for (const service of [core.service, other]) await service.app.get(NightTicksService).tick();
    const followed = await core.rows<{ customer_id: string; amount: string }>(
      `select customer_id, sum(amount)::text as amount from ledger_entries
       where shop_id = $1 and (kind = 'lapse' or reason = 'shortfall') group by customer_id`,
      [shop],
    );
    for (const customer of customers) {
      const after = hundredths(followed.find((row) => row.customer_id === customer)?.amount ?? 0);
      const balance = (told.get(customer) ?? 0) + 2 * 3_00 + after;
      expect(hundredths((await core.account(shop, customer)).body['balance'])).toBe(balance);
    }
    const dead = 'select 1 from lots where shop_id = $1 and remaining > 0 and expires_on < $2';
    expect(await core.rows(dead, [shop, '2027-03-03'])).toEqual([]);
    const { breaches } = await new LedgerVerification(core.service.app.get(DataSource)).verify();
    expect(breaches).toEqual([]);
  });
});
