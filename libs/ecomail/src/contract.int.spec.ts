import { eventually, runSandbox, type RunningSandbox } from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { EcomailClient } from './client';
import type { ContactData } from './wire';

/** Whom the expectations are put to: the sandbox always; the real API when a key and a list named "test" are given. */
interface Target {
  readonly name: string;
  start(): Promise<{
    readonly client: EcomailClient;
    readonly baseUrl: string;
    readonly listId: string;
    close(): Promise<void>;
  }>;
}

const onSandbox: Target = {
  name: 'the sandbox',
  async start() {
    const sandbox: RunningSandbox = await runSandbox();
    const client = new EcomailClient({ baseUrl: sandbox.url, apiKey: 'sandbox-key' });
    const { id } = await client.createList({ name: 'test' });
    const close = () => {
      client.close();
      return sandbox.close();
    };
    return { client, baseUrl: sandbox.url, listId: id, close };
  },
};

const { ECOMAIL_TEST_KEY: apiKey, ECOMAIL_TEST_LIST_ID: listId } = process.env;
const baseUrl = process.env['ECOMAIL_TEST_URL'] ?? 'https://api2.ecomailapp.cz';
const onRealApi: Target = {
  name: 'the real API',
  async start() {
    const client = new EcomailClient({ baseUrl, apiKey: apiKey ?? '' });
    const { name } = await client.showList(listId ?? '');
    if (name !== 'test')
      throw new Error(
        'the list of ECOMAIL_TEST_LIST_ID must have the name "test": contacts are written to it',
      );
    return { client, baseUrl, listId: listId ?? '', close: async () => client.close() };
  },
};

const run = randomBytes(4).toString('hex');
const address = (name: string): string => `ellity-${run}-${name}@example.com`;

describe.each([onSandbox, ...(apiKey && listId ? [onRealApi] : [])])(
  'Ecomail as the client knows it: $name',
  (target) => {
    let client: EcomailClient;
    let list: string;
    let url: string;
    let close: () => Promise<void>;
    const written = new Set<string>();

    beforeAll(async () => {
      const started = await target.start();
      ({ client, close } = started);
      list = started.listId;
      url = started.baseUrl;
      await subscribe({
        email: address('technical'),
        status: 2,
        custom_fields: {
          contract_text: 'x',
          contract_count: { value: 1, type: 'int' },
          contract_day: { value: '2026-01-20', type: 'date' },
        },
      });
    });
    afterAll(async () => {
      for (const email of written) await client.deleteSubscriber(email);
      await close();
    });

    const subscribe = (contact: ContactData) => {
      written.add(contact.email);
      return client.subscribe(list, {
        subscriber_data: contact,
        update_existing: true,
        resubscribe: false,
        skip_confirmation: true,
        trigger_autoresponders: false,
        trigger_notification: false,
      });
    };
    const create = (contacts: readonly ContactData[]) => {
      contacts.forEach(({ email }) => written.add(email));
      return client.subscribeBulk(list, {
        subscriber_data: contacts,
        update_existing: false,
        resubscribe: false,
        trigger_autoresponders: false,
      });
    };
    const update = (contacts: readonly ContactData[]) =>
      client.updateSubscriberBulk(list, { subscriber_data: contacts, allow_resubscribe: false });
    const fieldsOf = async (email: string) => (await client.getSubscriber(list, email))?.custom_fields;

    it('a good key is accepted and a wrong one is told apart (section 1)', async () => {
      await expect(client.account()).resolves.toEqual(expect.any(Object));
      const stranger = new EcomailClient({ baseUrl: url, apiKey: 'nobodys-key' });
      await expect(stranger.account()).rejects.toMatchObject({
        code: 'ecomail.key-rejected',
        retryable: false,
      });
      stranger.close();
    });

    it('lists are listed and shown with their fields and types (sections 2 and 3)', async () => {
      expect((await client.listLists()).map(({ id }) => id)).toContain(list);
      const { name, fields, created } = await client.showList(list);
      expect(name).toBe('test');
      expect(created).toMatch(/^\d{1,2}\.\d{1,2}\.\d{4}$/);
      expect(fields.get('contract_text')?.type).toBe('string');
      expect(fields.get('contract_count')?.type).toBe('int');
      expect(fields.get('contract_day')?.type).toBe('date');
    });

    it('a contact enters by bulk with the status it has, and its fields are stored (section 4.4)', async () => {
      const [first, second] = [address('bulk-1'), address('bulk-2')];
      const answer = await create([
        { email: first, status: 1, custom_fields: { contract_text: '150,00', contract_count: 150 } },
        { email: second, status: 2 },
      ]);
      expect(answer).toEqual({ inserts: 2 });
      await eventually(async () => {
        expect(await client.getSubscriber(list, first)).toMatchObject({
          status: 1,
          custom_fields: { contract_text: '150,00' },
        });
        expect(await client.getSubscriber(list, second)).toMatchObject({ status: 2 });
      });
    });

    it('a bulk creation that must not update touches nobody who is there (section 4.11)', async () => {
      const email = address('untouched');
      await create([{ email, status: 2, custom_fields: { contract_text: 'first' } }]);
      await create([{ email, status: 1, custom_fields: { contract_text: 'second' } }]);
      await eventually(async () =>
        expect(await client.getSubscriber(list, email)).toMatchObject({
          status: 2,
          custom_fields: { contract_text: 'first' },
        }),
      );
    });

    it('a bulk update without status writes fields and changes no status (section 4.6)', async () => {
      const email = address('update');
      await create([{ email, status: 2, custom_fields: { contract_text: 'old' } }]);
      expect(await update([{ email, custom_fields: { contract_text: 'new' } }])).toMatchObject({
        updates: 1,
      });
      await eventually(async () =>
        expect(await client.getSubscriber(list, email)).toMatchObject({
          status: 2,
          custom_fields: { contract_text: 'new' },
        }),
      );
    });

    it('one bad address refuses a bulk call, and the refusal is understood (section 4.4)', async () => {
      const refusal = create([{ email: address('good') }, { email: 'not-an-address' }]);
      await expect(refusal).rejects.toMatchObject({ code: 'ecomail.contact-rejected', retryable: false });
      written.delete('not-an-address');
    });

    it('a contact that is not in the list reads as null (section 4.7)', async () => {
      expect(await client.getSubscriber(list, address('nobody'))).toBeNull();
      expect(await client.getGlobalSubscriber(address('nobody'))).toBeNull();
    });

    it('the account-wide view holds the membership (section 4.7)', async () => {
      const email = address('global');
      await subscribe({ email, status: 2 });
      await eventually(async () =>
        expect((await client.getGlobalSubscriber(email))?.lists.get(list)).toMatchObject({ status: 2 }),
      );
    });

    it('unsubscribing keeps the contact with status 2 (section 4.8)', async () => {
      const email = address('leaving');
      await create([{ email, status: 1 }]);
      await eventually(async () =>
        expect(await client.unsubscribe(list, email)).toMatchObject({ status: 2 }),
      );
      expect(await client.getSubscriber(list, email)).toMatchObject({ status: 2 });
    });

    it('members are paged by the word of their status (section 4.7)', async () => {
      const { rows, total } = await client.listSubscribers(list, {
        page: 1,
        perPage: 50,
        status: 'unsubscribed',
      });
      expect(total).toBeGreaterThanOrEqual(rows.length);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every(({ status }) => status === 2)).toBe(true);
    });

    it('an event comes back with its value as a text, and can be found again by its property (section 5)', async () => {
      const email = address('event');
      await subscribe({ email, status: 2 });
      const property = randomBytes(8).toString('hex');
      const event = { email, category: 'ellity', action: 'contract', label: 'test', property };
      expect(await client.createEvent({ ...event, value: { amount: '1.00' } })).toMatchObject({
        ...event,
        value: '{"amount":"1.00"}',
      });
      await eventually(async () => {
        const { rows } = await client.subscriberEvents(email, { page: 1, perPage: 100 });
        expect(rows.find((row) => row.property === property)?.timestamp).toEqual(expect.any(String));
      });
    });

    it('a contact without events has an empty page (section 5)', async () => {
      expect(await client.subscriberEvents(address('technical'), { page: 1, perPage: 10 })).toMatchObject({
        total: 0,
        rows: [],
      });
    });

    it('an erased contact is gone from the whole account (section 4.9)', async () => {
      const email = address('erased');
      await subscribe({ email, status: 2 });
      await eventually(async () => expect(await client.deleteSubscriber(email)).toBe(true));
      await eventually(async () => expect(await client.getSubscriber(list, email)).toBeNull());
      written.delete(email);
    });

    it('automations are listed (section 6)', async () => {
      expect(Array.isArray(await client.pipelines())).toBe(true);
    });

    it('keys of fields are taken in lower case (section 3)', async () => {
      await update([{ email: address('technical'), custom_fields: { CONTRACT_TEXT: 'upper' } }]);
      await eventually(async () =>
        expect(await fieldsOf(address('technical'))).toMatchObject({ contract_text: 'upper' }),
      );
    });
  },
);
