import { columnsWith, eventually } from '@ellity/testing';
import { ok, TestShop } from './shop.fixture';
import { call, databaseUrls, urlOf } from './system.fixture';

interface FileSeen {
  readonly services: Readonly<Record<string, { readonly parts: Readonly<Record<string, object[]>> }>>;
  readonly missing: readonly object[];
}
interface Receipt {
  readonly id: string;
  readonly state: string;
  readonly services: readonly { readonly service: string; readonly places: readonly object[] }[];
}

describe('a person', () => {
  test('sees in one file what every service holds, and is erased from all of them and from Ecomail, with a receipt', async () => {
    const shop = await TestShop.open('people');
    const email = 'zdislava@people.test';
    const zdislava = await shop.register(email, { marketingConsent: 'denied' });
    await shop.award(zdislava, '30.00', { reference: 'order-people-1' });
    await shop.settled();
    await shop.account.visitor(shop.listId, 'subscribe', email);
    const core = `${urlOf('loyalty-core')}/shops/${shop.id}`;
    const file = () => call<FileSeen>('GET', `${core}/customers/${zdislava.id}/file`);
    await eventually(async () => {
      const { services, missing } = await ok(file());
      expect(missing).toEqual([]);
      expect(services).toMatchObject({
        'loyalty-core': { parts: { profile: [{ email }], ledger: [{ reference: 'order-people-1' }] } },
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
      [{ place: 'letters', action: 'blanked', count: 0 }],
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
});
