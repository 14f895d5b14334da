import { amountText, CreditChanged, CreditsExpiring, type Day, dayAfter, sumOf } from '@ellity/contracts';
import { ChildScript, eventually, FakeClock } from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { lapse, nextExpiration } from '../credits/credit-account';
import { LedgerService } from '../credits/ledger/ledger.service';
import { LedgerVerification } from '../credits/ledger/ledger-verification.service';
import type { Customer } from '../customers/customer';
import { CoreStage } from '../loyalty-core.fixture';
import { NightTicksService } from './night-ticks.service';
import { NightsService } from './nights.service';

/** The evening before the night of 24 November in Prague. */
const evening = new Date('2026-11-23T20:00:00Z');
const today: Day = '2026-11-24';
const hourMs = 3_600_000;

describe('a night', () => {
  let core: CoreStage;
  const clock = new FakeClock(evening);

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
  });
  beforeEach(() => clock.set(evening));
  afterAll(() => core?.close());

  const tick = () => core.service.app.get(NightTicksService).tick();
  const aNight = async (day: Day) => {
    clock.set(new Date(`${day}T01:30:00Z`));
    await tick();
  };
  const aShop = (settings: Record<string, unknown> = {}) =>
    core.aShop({ expiryNotice: { target: 'ecomail', leadDays: 14 }, ...settings });
  const noticeOf = (shop: string, expiryNotice: object) =>
    core.http('PATCH', `shops/${shop}`, { expiryNotice });
  const nightsOf = async (shop: string) => {
    const { body } = await core.http('GET', `shops/${shop}/nights`);
    return (
      body['items'] as { localDate: string; lapsed: number; warned: number; finishedAt: string }[]
    ).toReversed();
  };
  const entriesOf = async (shop: string, customer: string) => {
    const { body } = await core.http('GET', `shops/${shop}/customers/${customer}/entries`);
    return (body['items'] as { kind: string; amount: string; reason: string }[]).toReversed();
  };
  const warningsOf = (customer: string) =>
    core.toldOf(CreditsExpiring, ({ subject }) => subject === customer).map(({ data }) => data);
  const customerWith = async (
    shop: string,
    ...lots: readonly (readonly [amount: string, expiresOn: Day])[]
  ) => {
    const customer = await core.aCustomer(shop);
    for (const [amount, expiresOn] of lots) await core.award(shop, customer, amount, { expiresOn });
    return customer;
  };

  it('books what lapsed in one entry that names its lots, and what is spent before its last day is over stays spent', async () => {
    const shop = await aShop();
    const customer = await customerWith(
      shop,
      ['10.00', '2026-11-23'],
      ['5.00', '2026-11-23'],
      ['7.00', today],
    );
    clock.set(new Date('2026-11-23T22:30:00Z'));
    await core.spend(shop, customer, '4.00');
    await aNight(today);
    expect((await core.account(shop, customer)).body).toMatchObject({ balance: '7.00', spendable: '7.00' });
    const lapse = (await entriesOf(shop, customer)).at(-1);
    expect(lapse).toMatchObject({ kind: 'lapse', amount: '-11.00', reason: 'expiry' });
    const lots = await core.rows(
      `select lot_id from lot_movements m join ledger_entries e on e.id = m.entry_id where e.customer_id = $1 and e.kind = 'lapse'`,
      [customer],
    );
    expect(lots).toHaveLength(2);
    await eventually(() =>
      expect(core.toldOf(CreditChanged, ({ subject }) => subject === customer).at(-1)?.data).toMatchObject({
        balance: '7.00',
        change: { amount: '-11.00', reason: 'expiry' },
        nextExpiration: { date: today, amount: '7.00' },
        announce: true,
      }),
    );
  });

  it('books and tells for each of many customers exactly what a posting of it would', async () => {
    const shop = await aShop();
    const days = [null, '2026-11-20', '2026-11-22', '2026-11-23', today, '2026-12-01'];
    const customers = await Promise.all(Array.from({ length: 30 }, () => core.aCustomer(shop)));
    clock.set(new Date('2026-11-19T12:00:00Z'));
    for (const [index, customer] of customers.entries()) {
      const lots = Array.from({ length: 1 + (index % 5) }, (_, lot) => days[(index * 7 + lot * 11) % 6]);
      for (const [lot, expiresOn] of lots.entries())
        await core.award(shop, customer, `${1 + lot}.${10 + index}`, { expiresOn });
      if (index % 3 === 0) await core.spend(shop, customer, '1.05');
    }
    const found = (
      await core.service.app.get(LedgerService, { strict: false }).accounts(
        core.service.app.get(DataSource).manager,
        customers.map((id) => ({ id, balance: 0n }) as Customer),
      )
    ).entries();
    const expected = [...found].flatMap(([customer, { lots }]) => {
      const account = { lots, balance: sumOf(lots.map(({ remaining }) => remaining)) };
      const lapsed = lapse(account, { id: 'any', lotIds: null, today });
      if ('refused' in lapsed) return [];
      const next = nextExpiration(lapsed.account, today);
      return [
        {
          customer,
          balance: amountText(lapsed.entry.balanceAfter),
          amount: amountText(lapsed.entry.amount),
          nextExpiration: next && { date: next.date, amount: amountText(next.amount) },
          lots: lapsed.entry.movements.map(({ lotId }) => lotId).sort(),
        },
      ];
    });
    expect(expected.length).toBeGreaterThan(10);
    await aNight(today);
    await core.allTold();
    const booked = await Promise.all(
      expected.map(async ({ customer }) => {
        const told = core.toldOf(CreditChanged, ({ subject }) => subject === customer).at(-1)?.data;
        const { balance, change, nextExpiration: next } = told as unknown as CreditChanged;
        const moved = await core.rows<{ lot_id: string }>(
          'select lot_id from lot_movements where entry_id = $1',
          [change?.entryId],
        );
        const lots = moved.map((row) => row.lot_id).sort();
        return { customer, balance, amount: change?.amount, nextExpiration: next, lots };
      }),
    );
    expect(booked).toEqual(expected);
    expect(await nightsOf(shop)).toMatchObject([{ lapsed: expected.length }]);
    const { breaches } = await new LedgerVerification(core.service.app.get(DataSource)).verify();
    expect(breaches).toEqual([]);
  });

  it('takes off what somebody left behind who was erased, warns and tells nobody of it, and ends', async () => {
    const shop = await aShop();
    const customer = await customerWith(shop, ['10.00', '2026-11-23'], ['5.00', dayAfter(today, 3)]);
    await core.http('POST', `shops/${shop}/customers/${customer}/erasure`);
    await core.allTold();
    const before = core.toldOf(CreditChanged, ({ subject }) => subject === customer).length;
    await aNight(today);
    await core.allTold();
    const nights = await nightsOf(shop);
    expect(nights).toMatchObject([{ lapsed: 1, warned: 0 }]);
    expect(nights[0]?.finishedAt).not.toBeNull();
    expect(core.toldOf(CreditChanged, ({ subject }) => subject === customer)).toHaveLength(before);
    expect(warningsOf(customer)).toEqual([]);
  });

  it('has the system e-mail what it tells, where that is who sends', async () => {
    const shop = await aShop({ systemMails: true, expiryNotice: { target: 'system', leadDays: 14 } });
    const day = dayAfter(today, 3);
    const customer = await customerWith(shop, ['10.00', '2026-11-23'], ['7.00', day]);
    await aNight(today);
    expect(
      await core.rows('select kind, changes->-1 as told from mails where customer_id = $1 order by kind', [
        customer,
      ]),
    ).toEqual([
      {
        kind: 'credit',
        told: {
          ...{ amount: '-10.00', balance: '7.00', reason: 'expiry', reference: null },
          nextExpiration: { date: day, amount: '7.00' },
        },
      },
      { kind: 'expiry', told: { amount: '7.00', expiresOn: day } },
    ]);
  });

  it('warns of each day within the lead time once, ever: repeated, refilled or awarded again', async () => {
    const shop = await aShop();
    const day = dayAfter(today, 14);
    const customer = await customerWith(shop, ['10.00', day], ['5.50', day], ['9.00', dayAfter(day, 1)]);
    await aNight(today);
    await tick();
    await core.award(shop, customer, '3.00', { expiresOn: day });
    await aNight(dayAfter(today, 1));
    await core.allTold();
    expect(warningsOf(customer)).toEqual([
      { amount: '15.50', expiresOn: day, leadDays: 14, target: 'ecomail' },
      { amount: '9.00', expiresOn: dayAfter(day, 1), leadDays: 14, target: 'ecomail' },
    ]);
    expect((await nightsOf(shop)).map(({ localDate, warned }) => [localDate, warned])).toEqual([
      [today, 1],
      [dayAfter(today, 1), 1],
    ]);
  });

  it('warns nobody of credits that are spent, and nobody where the notice is off', async () => {
    const [on, off] = [await aShop(), await aShop({ expiryNotice: { target: 'none', leadDays: 14 } })];
    const spent = await customerWith(on, ['10.00', dayAfter(today, 5)]);
    await core.spend(on, spent, '10.00');
    const other = await customerWith(off, ['10.00', dayAfter(today, 5)]);
    await aNight(today);
    await core.allTold();
    expect([warningsOf(spent), warningsOf(other)]).toEqual([[], []]);
  });

  it('switched on or lengthened, the notice takes what is inside as seen, unless it is asked to warn now', async () => {
    const shop = await aShop({ expiryNotice: { target: 'none', leadDays: 14 } });
    const inside = await customerWith(shop, ['10.00', dayAfter(today, 10)], ['20.00', dayAfter(today, 20)]);
    const far = await customerWith(shop, ['10.00', dayAfter(today, 40)]);
    await aNight(today);
    const preview = (days: number) =>
      core.http('GET', `shops/${shop}/expiry-warnings/preview?leadDays=${days}`);
    expect((await preview(14)).body).toEqual({ customers: 1, warnings: 1, amount: '10.00' });
    await noticeOf(shop, { target: 'ecomail', leadDays: 14 });
    await noticeOf(shop, { target: 'ecomail', leadDays: 30 });
    expect((await preview(30)).body).toEqual({ customers: 0, warnings: 0, amount: '0.00' });
    await tick();
    expect((await preview(60)).body).toEqual({ customers: 1, warnings: 1, amount: '10.00' });
    await noticeOf(shop, { target: 'system', leadDays: 60, warnNow: true });
    await tick();
    await core.allTold();
    expect([warningsOf(inside), warningsOf(far)]).toEqual([
      [],
      [{ amount: '10.00', expiresOn: dayAfter(today, 40), leadDays: 60, target: 'system' }],
    ]);
  });

  it('a change of the validity leaves lots as they are; months end with a shorter month', async () => {
    const shop = await aShop({ expiryDays: 10 });
    clock.set(new Date('2027-01-31T12:00:00Z'));
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '1.00');
    const { body } = await core.http('PATCH', `shops/${shop}`, { expiryMonths: 1 });
    expect(body).toMatchObject({ expiryDays: null, expiryMonths: 1 });
    await core.award(shop, customer, '2.00');
    await core.http('PATCH', `shops/${shop}`, { expiryMonths: null });
    await core.award(shop, customer, '3.00');
    expect((await core.account(shop, customer)).body['lots']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ amount: '1.00', expiresOn: '2027-02-10' }),
        expect.objectContaining({ amount: '2.00', expiresOn: '2027-02-28' }),
        expect.objectContaining({ amount: '3.00', expiresOn: null }),
      ]),
    );
    const both = await core.http('PATCH', `shops/${shop}`, { expiryMonths: 1, expiryDays: 1 });
    expect(both).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });

  it('nights that were missed are caught up in order, and nobody is warned of a day that is over', async () => {
    const shop = await aShop();
    await aNight(today);
    const customer = await customerWith(
      shop,
      ['1.00', dayAfter(today, 1)],
      ['2.00', dayAfter(today, 2)],
      ['4.00', dayAfter(today, 5)],
    );
    await aNight(dayAfter(today, 4));
    await core.allTold();
    expect((await nightsOf(shop)).map(({ localDate, lapsed }) => [localDate, lapsed])).toEqual([
      [today, 0],
      [dayAfter(today, 1), 0],
      [dayAfter(today, 2), 1],
      [dayAfter(today, 3), 1],
      [dayAfter(today, 4), 0],
    ]);
    expect((await entriesOf(shop, customer)).slice(-2).map(({ amount }) => amount)).toEqual([
      '-1.00',
      '-2.00',
    ]);
    expect(warningsOf(customer)).toEqual([expect.objectContaining({ expiresOn: dayAfter(today, 5) })]);
  });

  it('a clock set forward a day and back again, and a move to another zone, lose and double nothing', async () => {
    const shop = await aShop();
    const customer = await customerWith(shop, ['1.00', '2026-11-23'], ['2.00', dayAfter(today, 3)]);
    await aNight(today);
    await aNight(dayAfter(today, 1));
    clock.set(new Date(`${today}T12:00:00Z`));
    await tick();
    await core.http('PATCH', `shops/${shop}`, { timeZone: 'Pacific/Kiritimati' });
    await tick();
    await core.http('PATCH', `shops/${shop}`, { timeZone: 'Pacific/Niue' });
    await tick();
    await aNight(dayAfter(today, 2));
    await core.allTold();
    expect((await nightsOf(shop)).map(({ localDate }) => localDate)).toEqual([today, dayAfter(today, 1)]);
    await aNight(dayAfter(today, 3));
    expect((await nightsOf(shop)).map(({ localDate }) => localDate)).toEqual([
      today,
      dayAfter(today, 1),
      dayAfter(today, 2),
    ]);
    expect((await entriesOf(shop, customer)).filter(({ kind }) => kind === 'lapse')).toHaveLength(1);
    expect(warningsOf(customer)).toHaveLength(1);
  });

  it('two instances at the same midnight, beside live spendings, book and warn once; the ledger agrees', async () => {
    const shop = await aShop();
    const customers = await Promise.all(
      Array.from({ length: 30 }, () =>
        customerWith(shop, ['5.00', '2026-11-23'], ['8.00', dayAfter(today, 3)]),
      ),
    );
    clock.set(new Date(`${today}T01:30:00Z`));
    const nights = core.service.app.get(NightsService);
    const instance = async () => {
      await nights.openDue();
      while (await nights.advance());
    };
    const spendings = Promise.all(customers.map((customer) => core.spend(shop, customer, '1.00')));
    await Promise.all([instance(), instance(), instance()]);
    await spendings;
    await tick();
    await core.allTold();
    for (const customer of customers) {
      const entries = await entriesOf(shop, customer);
      expect(entries.filter(({ kind }) => kind === 'lapse')).toHaveLength(1);
      expect(warningsOf(customer)).toHaveLength(1);
    }
    const { breaches } = await new LedgerVerification(core.service.app.get(DataSource)).verify();
    expect(breaches).toEqual([]);
    const about = [...core.toldOf(CreditChanged), ...core.toldOf(CreditsExpiring)].filter(({ subject }) =>
      customers.includes(subject ?? ''),
    );
    expect(new Set(about.map(({ subject, sequence }) => `${subject} ${sequence}`)).size).toBe(about.length);
  });

  it('is shown before it is run, and runs ahead of its day only where that is allowed', async () => {
    const shop = await aShop();
    const customer = await customerWith(shop, ['5.00', dayAfter(today, 1)], ['8.00', dayAfter(today, 9)]);
    const night = (dryRun: boolean) =>
      core.http('POST', `shops/${shop}/nights`, { localDate: dayAfter(today, 2), dryRun });
    const command = (asOf: Day, ...words: string[]) =>
      ChildScript.run(
        join(__dirname, '..', 'night.command.ts'),
        {
          LOYALTY_CORE_URL: core.service.url,
          SERVICE_TOKEN_KEYS: `test:${randomBytes(32).toString('base64')}`,
        },
        ['--shop', shop, '--as-of', asOf, ...words],
      );
    const counts = { localDate: dayAfter(today, 2), lapsed: 1, lapsedAmount: '5.00', warned: 1 };
    expect(await night(true)).toMatchObject({ status: 200, body: { ...counts, finishedAt: null } });
    const shown = command(dayAfter(today, 2), '--dry-run');
    expect([await shown.ended, shown.lines]).toEqual([
      0,
      [
        `Night of ${dayAfter(today, 2)} in ${shop}, if it were run now`,
        '  lapses    1 customer, 5.00 credits',
        '  warnings  1, one per customer and day of lapse',
      ],
    ]);
    expect((await core.account(shop, customer)).body['balance']).toBe('13.00');
    expect(await night(false)).toMatchObject({
      status: 200,
      body: { ...counts, finishedAt: expect.any(String) as string, ranBefore: null },
    });
    expect((await core.account(shop, customer)).body['balance']).toBe('8.00');
    const again = command(dayAfter(today, 2));
    expect([await again.ended, again.lines]).toEqual([
      0,
      [
        `Night of ${dayAfter(today, 2)} in ${shop}`,
        expect.stringMatching(/^  was run before, until [-\d]{10} \d\d:\d\d UTC: nothing is done twice/),
        '  lapses    1 customer, 5.00 credits',
        '  warnings  1, one per customer and day of lapse',
      ],
    ]);
    expect((await core.account(shop, customer)).body['balance']).toBe('8.00');
    const wrong = await core.http('POST', `shops/${shop}/nights`, { localDate: '2027-02-30' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    await aNight(today);
    expect((await nightsOf(shop)).map(({ localDate }) => localDate)).toEqual([today, dayAfter(today, 2)]);
  });

  it('that breaks off is tried again later, and holds up no other shop', async () => {
    const [broken, other] = [await aShop(), await aShop()];
    const [sick, well] = [
      await customerWith(broken, ['5.00', '2026-11-23']),
      await customerWith(other, ['5.00', '2026-11-23']),
    ];
    await core.rows(
      `alter table ledger_entries add constraint sick check (customer_id <> '${sick}') not valid`,
    );
    await aNight(today);
    expect((await core.account(other, well)).body['balance']).toBe('0.00');
    expect((await core.account(broken, sick)).body['balance']).toBe('5.00');
    await core.rows('alter table ledger_entries drop constraint sick');
    clock.advance(hourMs);
    await tick();
    expect((await core.account(broken, sick)).body['balance']).toBe('0.00');
  });
});
