import { eventually } from '@ellity/testing';
import { addFault, clearFaults, faultsLeft } from './sandbox.fixture';
import { type CustomerSeen, notifiedBalance, ok, type Reconciliation, TestShop } from './shop.fixture';
import { call, kill, urlOf } from './system.fixture';

const patienceMs = 120_000;

describe('nothing lost, nothing double', () => {
  afterAll(clearFaults);

  /** Registers customers and gives everyone the same number of awards of 1.00. */
  const crowd = async (shop: TestShop, size: number): Promise<CustomerSeen[]> => {
    const customers: CustomerSeen[] = [];
    for (let nth = 0; nth < size; nth += 20) {
      const emails = Array.from(
        { length: Math.min(20, size - nth) },
        (_, i) => `c${nth + i}@${shop.id}.test`,
      );
      customers.push(...(await Promise.all(emails.map((email) => shop.register(email)))));
    }
    return customers;
  };

  const awardAll = async (shop: TestShop, customers: readonly CustomerSeen[]): Promise<void> => {
    for (let nth = 0; nth < customers.length; nth += 20)
      await Promise.all(customers.slice(nth, nth + 20).map((customer) => shop.award(customer, '1.00')));
  };

  /** The promise, by the record of both sides. */
  const expectTrue = async (
    shop: TestShop,
    customers: readonly CustomerSeen[],
    each: number,
  ): Promise<Reconciliation> => {
    const reconciliation = await shop.settled(patienceMs);
    expect(reconciliation).toMatchObject({ consistent: true, parked: 0, suppressed: 0 });
    const events = (await shop.account.events(shop.listId)).filter(({ label }) => label === 'credit');
    const properties = new Set(events.map(({ property }) => property));
    expect(events.length - properties.size).toBeLessThanOrEqual(reconciliation.resent);
    const changes = new Map<string, number>();
    const sent = new Map(events.map((event) => [event.property, event]));
    for (const { email, value } of sent.values())
      changes.set(email, (changes.get(email) ?? 0) + (JSON.parse(value) as { changes: number }).changes);
    expect(customers.filter(({ email }) => changes.get(email) !== each)).toEqual([]);
    const shown = new Map(
      (await shop.account.contacts(shop.listId)).map(({ email, fields }) => [email, fields['ellity_credit']]),
    );
    expect(customers.filter(({ email }) => shown.get(email) !== `${each},00`)).toEqual([]);
    const early = events.filter(({ fields, ...event }) => {
      const stored = Number(String(fields['ellity_credit']).replace(',', '.'));
      return stored < Number(notifiedBalance({ fields, ...event }));
    });
    expect(early).toEqual([]);
    return reconciliation;
  };

  test(
    'ecomail-sync killed in the middle of 500 awards loses none and repeats none',
    async () => {
      const shop = await TestShop.open('killed');
      const customers = await crowd(shop, 250);
      await addFault({
        action: 'latency',
        call: 'create-event',
        containing: `@${shop.id}.test`,
        // So slow that much still waits whenever this process is next allowed to run.
        latencyMs: 1_000,
      });
      await awardAll(shop, customers);
      const working = awardAll(shop, customers);
      await eventually(async () => {
        expect((await shop.account.events(shop.listId)).length).toBeGreaterThan(20);
      });
      const before = (await shop.reconciliation()).waiting;
      kill('ecomail-sync');
      await clearFaults();
      await working;
      await eventually(
        async () => expect((await call('GET', `${urlOf('ecomail-sync')}/health/ready`)).status).toBe(200),
        { timeoutMs: patienceMs, pollMs: 100 },
      );
      expect(before).toBeGreaterThan(0);
      const reconciliation = await expectTrue(shop, customers, 2);
      expect(reconciliation.byType['loyalty.CreditChanged.v1']?.in).toBe(500);
    },
    2 * patienceMs,
  );

  describe('Ecomail failing for a while costs time only', () => {
    const kinds = [
      ['500', 'a server error'],
      ['500-stored', 'an error after the work was done'],
      ['429', 'too many requests'],
      ['html', 'a page of HTML'],
      ['cut', 'a cut connection'],
      ['cut-stored', 'a connection cut after the work was done'],
    ] as const;
    const failing = new Map<string, { shop: TestShop; customers: CustomerSeen[] }>();

    /** All at once: each has a key of its own, so that they fail and recover side by side. */
    beforeAll(async () => {
      for (const [action] of kinds) {
        const shop = await TestShop.open(`fault-${action}`);
        failing.set(action, { shop, customers: await crowd(shop, 20) });
      }
      await Promise.all(
        [...failing].map(async ([action, { shop, customers }]) => {
          await shop.settled(patienceMs);
          const fault = { action, containing: `@${shop.id}.test`, retryAfterSeconds: 1 };
          await addFault({ ...fault, call: 'update-subscriber-bulk', times: 1 });
          await addFault({ ...fault, call: 'create-event', times: 2 });
          await awardAll(shop, customers);
        }),
      );
    }, patienceMs);

    test.each(kinds)(
      '%s: %s',
      async (action) => {
        const found = failing.get(action);
        if (!found) throw new Error(`${action} was not prepared`);
        await expectTrue(found.shop, found.customers, 1);
        expect((await faultsLeft()).filter((fault) => fault.action === action)).toEqual([]);
      },
      2 * patienceMs,
    );
  });

  test(
    'a rejected key pauses its connection only, and a new key resumes it with all its work',
    async () => {
      const [shop, other] = [await TestShop.open('key-rejected'), await TestShop.open('key-fine')];
      const [customers, others] = [await crowd(shop, 10), await crowd(other, 10)];
      await Promise.all([shop.settled(), other.settled()]);
      const account = await shop.account.replaceKey();
      await awardAll(shop, customers);
      await eventually(async () => {
        expect(await shop.connection()).toMatchObject({ state: 'paused', reason: 'key-rejected' });
      });
      await awardAll(shop, customers);
      await awardAll(other, others);
      await expectTrue(other, others, 1);
      expect(await other.connection()).toMatchObject({ state: 'active' });
      expect(await shop.account.events(shop.listId)).toEqual([]);
      const writes = (await shop.account.contacts(shop.listId)).map(({ writtenAt }) => writtenAt);
      expect(writes).toHaveLength(customers.length);
      await ok(
        call('POST', `${urlOf('ecomail-sync')}/connections/${shop.id}/resume`, { apiKey: account.key }),
      );
      await expectTrue(shop, customers, 2);
    },
    2 * patienceMs,
  );
});
