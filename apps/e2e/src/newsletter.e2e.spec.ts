import { eventually } from '@ellity/testing';
import { setSwitches } from './sandbox.fixture';
import { type CustomerSeen, notifiedBalance, TestShop } from './shop.fixture';
import { call, urlOf, without } from './system.fixture';

interface NoticeSeen {
  readonly state: string;
  readonly verdict: string | null;
  readonly command: string | null;
}

const reward = '50.00';

describe('the reward for signing up to the newsletter', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open('newsletter', { newsletterReward: reward });
  });

  afterAll(() => setSwitches({ noticeOnBulk: 'no' }));

  const notices = async (of: TestShop): Promise<NoticeSeen[]> => {
    const url = `${urlOf('webhook-gateway')}/shops/${of.id}/notices?limit=200`;
    return (await call<{ items: NoticeSeen[] }>('GET', url)).body.items;
  };

  /** Resolves with the newest notice once `count` of them have a verdict. */
  const verdictNumber = (of: TestShop, count: number): Promise<NoticeSeen | undefined> =>
    eventually(async () => {
      const found = await notices(of);
      expect(found).toHaveLength(count);
      expect(found.filter(({ state }) => state !== 'verified')).toEqual([]);
      return found[0];
    });

  const bookings = async (customer: CustomerSeen): Promise<string[]> =>
    (await shop.entries(customer)).reverse().map(({ reason, amount }) => `${reason} ${amount}`);

  const acted = (customer: CustomerSeen, balance: string) =>
    eventually(async () => expect(await shop.balance(customer)).toBe(balance));

  test('is paid once, taken back on leaving, and exactly given back on return, never more', async () => {
    const petr = await shop.register('petr@newsletter.test', { marketingConsent: 'denied' });
    const before = (await notices(shop)).length;
    await shop.settled();
    await shop.account.visitor(shop.listId, 'subscribe', petr.email);
    await acted(petr, reward);
    const { event } = await shop.notified(petr, 'credit');
    expect(notifiedBalance(event)).toBe(reward);
    expect(event.fields['ellity_credit']).toBe('50,00');
    await shop.account.visitor(shop.listId, 'unsubscribe', petr.email);
    await acted(petr, '0.00');
    await shop.account.visitor(shop.listId, 'subscribe', petr.email);
    await acted(petr, reward);
    await shop.account.visitor(shop.listId, 'unsubscribe', petr.email);
    await acted(petr, '0.00');
    await shop.account.visitor(shop.listId, 'subscribe', petr.email);
    await acted(petr, reward);
    await verdictNumber(shop, before + 5);
    await shop.settled();
    expect((await bookings(petr)).map((line) => line.split(' ')[1])).toEqual([
      '50.00',
      '-50.00',
      '50.00',
      '-50.00',
      '50.00',
    ]);
    const { fields, status } = await shop.account.contact(shop.listId, petr.email);
    expect([fields['ellity_credit'], status]).toEqual(['50,00', 1]);
  });

  test('is not earned by a forged notice', async () => {
    const eva = await shop.register('eva@newsletter.test', { marketingConsent: 'denied' });
    await shop.settled();
    const before = (await notices(shop)).length;
    const payload = { email: eva.email, status: 'SUBSCRIBED', listId: shop.listId, campaignId: null };
    const { status } = await call('POST', shop.hookUrl, { payload });
    expect(status).toBe(200);
    expect(await verdictNumber(shop, before + 1)).toMatchObject({ verdict: 'not-so', command: null });
    expect(await bookings(eva)).toEqual([]);
  });

  test('is not earned by an address that is no customer, and nobody is created', async () => {
    const before = (await notices(shop)).length;
    await shop.account.visitor(shop.listId, 'subscribe', 'stranger@newsletter.test');
    expect(await verdictNumber(shop, before + 1)).toMatchObject({ verdict: 'genuine' });
    await shop.settled();
    const url = `${urlOf('loyalty-core')}/shops/${shop.id}/customers?email=stranger@newsletter.test`;
    expect((await call<{ items: unknown[] }>('GET', url)).body.items).toEqual([]);
    expect(await shop.account.events(shop.listId, 'stranger@newsletter.test')).toEqual([]);
  });

  test('is not earned before a double opt-in is confirmed', async () => {
    const jan = await shop.register('jan@newsletter.test', { marketingConsent: 'denied' });
    await shop.settled();
    const before = (await notices(shop)).length;
    await shop.account.setDoubleOptIn(shop.listId, true);
    await shop.account.visitor(shop.listId, 'subscribe', jan.email);
    await shop.account.setDoubleOptIn(shop.listId, false);
    expect(await verdictNumber(shop, before + 1)).toMatchObject({ verdict: 'unconfirmed', command: null });
    expect(await bookings(jan)).toEqual([]);
  });

  test('is earned by nobody when the connection is activated and all contacts are written', async () => {
    const all = 300;
    const written = await TestShop.unconnected('newsletter-echo', { newsletterReward: reward });
    const emails = Array.from({ length: all }, (_, nth) => `member-${nth}@newsletter.test`);
    const members: CustomerSeen[] = [];
    for (let nth = 0; nth < all; nth += 20)
      members.push(
        ...(await Promise.all(emails.slice(nth, nth + 20).map((email) => written.register(email)))),
      );
    await setSwitches({ noticeOnBulk: 'yes' });
    await written.connect();
    await eventually(async () => expect(await written.account.contacts(written.listId)).toHaveLength(all), {
      pollMs: 100,
    });
    await written.award(members[0] ?? { id: '', email: '' }, '1.00');
    await eventually(
      async () => {
        const sent = await written.account.notices();
        expect(sent.length).toBeGreaterThanOrEqual(all);
        expect(sent.every(({ state }) => state === 'delivered')).toBe(true);
        const counts = await noticesOf(written);
        expect(counts.total).toBe(sent.length);
        expect(counts.open).toBe(0);
        expect(counts.commands).toEqual([]);
      },
      { pollMs: 200 },
    );
    await written.settled();
    const url = `${urlOf('loyalty-core')}/shops/${written.id}/reconciliation`;
    expect((await call('GET', url)).body).toMatchObject({ customers: all, entries: 1, balances: '1.00' });
  });

  test('is paid once though its notice comes a thousand times at once', async () => {
    const ota = await shop.register('ota@newsletter.test', { marketingConsent: 'denied' });
    await shop.settled();
    const before = await noticesOf(shop);
    await shop.account.visitor(shop.listId, 'subscribe', ota.email);
    const payload = { email: ota.email, status: 'SUBSCRIBED', listId: shop.listId, campaignId: null };
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => call('POST', shop.hookUrl, { payload })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    await eventually(
      async () => {
        const after = await noticesOf(shop);
        expect([after.total - before.total, after.open]).toEqual([1_001, 0]);
      },
      { pollMs: 500 },
    );
    await acted(ota, reward);
    await shop.settled();
    expect(await bookings(ota)).toEqual([`newsletter ${reward}`]);
  });

  test('follows the list where notices of signing up and leaving fifty times come in any order', async () => {
    const iva = await shop.register('iva@newsletter.test', { marketingConsent: 'denied' });
    await shop.settled();
    await shop.account.setWebhook(shop.listId, null);
    const signUps = ['subscribe', 'unsubscribe'] as const;
    const acts = Array.from({ length: 51 }, (_, index) => signUps[index % 2] ?? 'subscribe');
    for (const act of acts) await shop.account.visitor(shop.listId, act, iva.email);
    const told = async (what: readonly string[]) => {
      const before = await noticesOf(shop);
      await Promise.all(
        what.map((act) => {
          const status = `${act.toUpperCase()}D`;
          return call('POST', shop.hookUrl, {
            payload: { email: iva.email, status, listId: shop.listId, campaignId: null },
          });
        }),
      );
      await eventually(async () => {
        const after = await noticesOf(shop);
        expect([after.total - before.total, after.open]).toEqual([what.length, 0]);
      });
    };
    // The last come first.
    await told(acts.toReversed());
    await acted(iva, reward);
    await shop.account.visitor(shop.listId, 'unsubscribe', iva.email);
    await told(acts.slice(1).toSorted());
    await acted(iva, '0.00');
    await shop.account.setWebhook(shop.listId, shop.hookUrl);
    await shop.settled();
    expect(await bookings(iva)).toHaveLength(2);
  });

  test('is paid, and every notice closed, once ecomail-sync and loyalty-core are back that were away as it came', async () => {
    const ida = await shop.register('ida@newsletter.test', { marketingConsent: 'denied' });
    await shop.settled();
    const before = await noticesOf(shop);
    const payload = { email: ida.email, status: 'SUBSCRIBED', listId: shop.listId + 1, campaignId: null };
    await without('ecomail-sync', () =>
      without('loyalty-core', async () => {
        await shop.account.visitor(shop.listId, 'subscribe', ida.email);
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => call('POST', shop.hookUrl, { payload })),
        );
        expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
        await eventually(async () => {
          const after = await noticesOf(shop);
          expect([after.total - before.total, after.open]).toEqual([21, 21]);
        });
      }),
    );
    await eventually(async () => expect((await noticesOf(shop)).open).toBe(0), { pollMs: 500 });
    await acted(ida, reward);
    await shop.settled();
    expect(await bookings(ida)).toEqual([`newsletter ${reward}`]);
  });

  /** All pages of what came in. */
  const noticesOf = async (of: TestShop) => {
    const found: NoticeSeen[] = [];
    for (let before: string | null | undefined; before !== null;) {
      const url = `${urlOf('webhook-gateway')}/shops/${of.id}/notices?limit=200${before ? `&before=${before}` : ''}`;
      const { body } = await call<{ items: NoticeSeen[]; next: string | null }>('GET', url);
      found.push(...body.items);
      before = body.next;
    }
    return {
      total: found.length,
      open: found.filter(({ state }) => state === 'sent').length,
      commands: found.flatMap(({ command }) => command ?? []),
    };
  };
});
