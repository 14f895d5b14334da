import { AwardCredit, compose } from '@ellity/contracts';
import { columnsWith, eventually } from '@ellity/testing';
import { publishAs } from './broker.fixture';
import { addFault, clearFaults } from './sandbox.fixture';
import { ok, TestShop } from './shop.fixture';
import { call, databaseUrls, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

interface FileSeen {
  readonly services: Readonly<Record<string, { readonly parts: Readonly<Record<string, object[]>> }>>;
  readonly missing: readonly object[];
}
interface Counted {
  readonly messages: readonly { readonly type: string; readonly published: number }[];
}
interface Receipt {
  readonly id: string;
  readonly state: string;
  readonly services: readonly { readonly service: string; readonly places: readonly object[] }[];
}

describe('a person', () => {
  afterAll(clearFaults);

  test('sees in one file what every service holds, and is erased from all of them and from Ecomail, with a receipt', async () => {
    const shop = await TestShop.open('people');
    const email = 'zdislava@people.test';
    const zdislava = await shop.register(email, { marketingConsent: 'denied' });
    await shop.award(zdislava, '30.00', { reference: 'order-people-1' });
    await shop.settled();
    await shop.account.visitor(shop.listId, 'subscribe', email);
    // It becomes a dead letter that names nobody but by the address.
    const about = { source: 'shop-adapter', shopId: shop.id };
    const data = { email, amount: '1', reason: 'order', idempotencyKey: 'people-wrong' };
    const wrong = compose<AwardCredit>(AwardCredit, data, about);
    await publishAs('shop-adapter', 'loyalty.commands', { type: wrong.type, body: wrong });
    const core = `${urlOf('loyalty-core')}/shops/${shop.id}`;
    const file = () => call<FileSeen>('GET', `${core}/customers/${zdislava.id}/file`);
    await eventually(async () => {
      const { services, missing } = await ok(file());
      expect(missing).toEqual([]);
      expect(services).toMatchObject({
        'loyalty-core': { parts: { profile: [{ email }], ledger: [{ reference: 'order-people-1' }] } },
        'dead-letters': { parts: { letters: [{ code: 'data-invalid' }] } },
        'ecomail-sync': { parts: { contact: [{ emailAtEcomail: email, balance: '30.00' }] } },
        'webhook-gateway': {
          parts: { notices: [{ email, state: 'verified', body: expect.stringContaining(email) as string }] },
        },
      });
    });
    await shop.settled();

    const { id } = await ok(call<Receipt>('POST', `${core}/customers/${zdislava.id}/erasure`));
    await expect(shop.award(zdislava, '5.00')).rejects.toThrow('404');
    const receipt = await eventually(
      async () => {
        const seen = await ok(call<Receipt>('GET', `${core}/erasures/${id}`));
        expect(seen.state).toBe('done');
        return seen;
      },
      { timeoutMs: 60_000 },
    );
    expect(receipt.services.map(({ service }) => service)).toEqual([
      'loyalty-core',
      'dead-letters',
      'ecomail-sync',
      'webhook-gateway',
    ]);
    expect(receipt.services.map(({ places }) => places)).toEqual([
      expect.arrayContaining([{ place: 'customers', action: 'blanked', count: 1 }]),
      [{ place: 'letters', action: 'blanked', count: 1 }],
      expect.arrayContaining([
        { place: 'contacts', action: 'blanked', count: 1 },
        { place: 'ecomail', action: 'deleted', count: 1 },
      ]),
      [{ place: 'notices', action: 'blanked', count: 1 }],
    ]);
    await expect(shop.account.contact(shop.listId, email)).rejects.toThrow('contact-unknown');
    for (const url of Object.values(databaseUrls)) expect(await columnsWith(url, email)).toEqual({});
    const asked = `${urlOf('webhook-gateway')}/shops/${shop.id}/customers/${zdislava.id}/file`;
    expect((await file()).status).toBe(404);
    expect((await call('POST', asked, { addresses: [email] })).status).toBe(403);
  });

  test('whose awards are under way is erased for good: nobody of that name at Ecomail, and the counts agree', async () => {
    const shop = await TestShop.open('leaving');
    const email = 'drahomira@leaving.test';
    const [leaving, staying] = [await shop.register(email), await shop.register('stays@leaving.test')];
    const core = `${urlOf('loyalty-core')}/shops/${shop.id}`;
    await addFault({ action: 'latency', containing: `@${shop.id}.test`, latencyMs: 300 });
    const source = 'shop-adapter';
    const award = (nth: number) => {
      const about = { source, shopId: shop.id, subject: (nth % 2 === 0 ? leaving : staying).id };
      const data = { amount: '1.00', reason: 'order', idempotencyKey: `leaving-${nth}` };
      const body = compose(AwardCredit, data, about);
      return { type: body.type, body };
    };
    const awards = Array.from({ length: 400 }, (_, nth) => award(nth));
    const publishing = publishAs(source, 'loyalty.commands', ...awards);
    await eventually(async () => expect(Number(await shop.balance(leaving))).toBeGreaterThan(0), {
      pollMs: 10,
    });
    await ok(call('POST', `${core}/customers/${leaving.id}/erasure`));
    await publishing;
    await eventually(
      async () => {
        const { messages } = await ok(call<Counted>('GET', `${core}/reconciliation`));
        const answered = messages.find(({ type }) => type === 'loyalty.CreditCommandSettled.v1');
        expect(answered?.published).toBe(awards.length);
      },
      { timeoutMs: 60_000 },
    );
    await clearFaults();
    expect(await shop.balance(staying)).toBe('200.00');
    expect(await shop.settled()).toMatchObject({ consistent: true, parked: 0 });
    // A write that landed after the deletion is looked for at the next tick.
    await eventually(
      async () => {
        const contacts = await shop.account.contacts(shop.listId);
        expect(contacts.map((contact) => contact.email)).toEqual([staying.email]);
      },
      { timeoutMs: 150_000 },
    );
    for (const url of Object.values(databaseUrls)) expect(await columnsWith(url, email)).toEqual({});
    expect(await runTool('reconcile', shop.id)).toMatchObject({ code: 0 });
    expect(await runTool('ledger:verify')).toMatchObject({ code: 0 });
  });
});
