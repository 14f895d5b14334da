import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { fieldNames, typeOfField } from '../../fields/field-definitions';
import { Sandbox } from '../../sandbox.fixture';
import { aCredit, aProfile } from '../../events.fixture';
import { SyncStage } from '../../sync.fixture';
import type { ConnectionView } from '../../connection/connection.response';

/** One for the tests that go on where the last one ended, and one that each test has afresh. */
let sandbox: Sandbox;
let other: Sandbox;
let stage: SyncStage;

beforeAll(async () => {
  [sandbox, other] = await Promise.all([Sandbox.start(), Sandbox.start({}, 'second')]);
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
});
afterAll(async () => {
  await stage.close();
  await Promise.all([sandbox.close(), other.close()]);
});

const activate = (shopId: string, at: Sandbox, body: Readonly<Record<string, unknown>> = {}) =>
  put(shopId, { apiKey: at.key, baseUrl: at.url, listId: at.listId, ...body });
const put = (shopId: string, body: Readonly<Record<string, unknown>>) =>
  stage.http<ConnectionView & { code: string; detail: string }>('PUT', `/connections/${shopId}`, {
    apiKey: sandbox.key,
    language: 'cs',
    requestsPerMinute: null,
    ...body,
  });

describe('an activation', () => {
  it('creates the fields with their types, erases its technical contact and starts no automation', async () => {
    const answer = await put('first', { listId: sandbox.listId, webhookUrl: 'http://hooks.test/x' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        state: 'active',
        key: `…${sandbox.key.slice(-4)}`,
        list: { id: sandbox.listId, name: 'Loyalty' },
        remarks: [],
        webhook: {
          seen: null,
          expected: expect.stringMatching(/^http:\/\/hooks\.test\/…[\w-]{12}$/) as string,
          matches: false,
        },
      },
    });
    const { fields } = await sandbox.list();
    expect(Object.fromEntries(fieldNames.map((name) => [name, fields[name]?.type]))).toEqual(
      Object.fromEntries(fieldNames.map((name) => [name, typeOfField(name)])),
    );
    expect(await sandbox.members()).toEqual([]);
    expect(await sandbox.events()).toEqual([]);
    expect(await sandbox.calls('trigger-pipeline')).toEqual([]);
  });

  it('may be repeated', async () => {
    expect(await put('first', { listId: sandbox.listId })).toMatchObject({
      status: 200,
      body: { state: 'active' },
    });
  });

  it('creates a list once, however often it is repeated', async () => {
    const createList = {
      name: 'Věrnost',
      fromName: 'Shop',
      fromEmail: 'news@shop.test',
      replyTo: 'help@shop.test',
    };
    const first = await put('lists', { createList, eventCategory: 'ellity-lists' });
    const second = await put('lists', { createList, eventCategory: 'ellity-lists' });
    expect(first).toMatchObject({ status: 200, body: { list: { name: 'Věrnost' } } });
    expect(second.body.list?.id).toBe(first.body.list?.id);
  });

  it('refuses a list that another shop writes to with the same key', async () => {
    const answer = await put('second', { listId: sandbox.listId });
    expect(answer).toMatchObject({ status: 409, body: { code: 'list-taken' } });
    expect((await stage.http('GET', '/connections/second')).status).toBe(404);
  });

  it('refuses a second shop of an account whose events would start the automations of the first, until it has a category of its own', async () => {
    const listId = await sandbox.anotherList();
    const refused = await put('second', { listId });
    expect(refused).toMatchObject({ status: 409, body: { code: 'event-category-taken' } });
    expect(refused.body.detail).toContain('ellity-second');
    expect(await put('second', { listId, eventCategory: 'ellity' })).toMatchObject({ status: 409 });
    expect(await put('second', { listId, eventCategory: 'ellity-third' })).toMatchObject({ status: 400 });
    expect((await stage.http('GET', '/connections/second')).status).toBe(404);

    const own = { status: 200, body: { eventCategory: 'ellity-second' } };
    expect(await put('second', { listId, eventCategory: 'ellity-second' })).toMatchObject(own);
    expect(await put('second', { listId })).toMatchObject(own);
    expect(await put('first', { listId: sandbox.listId })).toMatchObject({
      status: 200,
      body: { eventCategory: 'ellity' },
    });
    for (const shopId of ['first', 'second']) {
      const customerId = randomUUID();
      await stage.publish(
        aProfile({ customerId, shopId }),
        aCredit({ customerId, shopId }, '5.00', '5.00', {}),
      );
    }
    await eventually(async () => {
      const categories = (await sandbox.events()).map(({ category }) => category);
      expect(categories.sort()).toEqual(['ellity', 'ellity-second']);
    });
  });

  it('refuses a wrong key and a list that is not there, and records nothing', async () => {
    expect(await put('third', { apiKey: 'a-wrong-key', listId: sandbox.listId })).toMatchObject({
      status: 422,
      body: { code: 'key-rejected' },
    });
    expect(await put('third', { listId: 4711 })).toMatchObject({
      status: 409,
      body: { code: 'list-missing' },
    });
    expect((await stage.http('GET', '/connections/third')).status).toBe(404);
  });

  it('names every field of a body that is wrong', async () => {
    const { status, body } = await stage.http<{ errors: { field: string }[] }>('PUT', '/connections/third', {
      apiKey: 'short',
      language: 'de',
      quietSeconds: -1,
    });
    expect(status).toBe(400);
    expect([...new Set(body.errors.map(({ field }) => field))].sort()).toEqual([
      'apiKey',
      'language',
      'listId',
      'quietSeconds',
    ]);
  });

  it('sends a key to Ecomail and to what the operator trusts only, and calls no real account without a pace', async () => {
    const listId = 1;
    const refused = { status: 400, body: { errors: [{ field: 'baseUrl' }] } };
    for (const baseUrl of ['http://api2.ecomailapp.cz', 'https://8.8.8.8', 'http://127.0.0.2:4002']) {
      expect(await put('third', { baseUrl, listId })).toMatchObject(refused);
      const check = await stage.http('POST', '/connections/third/key', { apiKey: sandbox.key, baseUrl });
      expect(check).toMatchObject(refused);
    }
    const unpaced = await put('third', { baseUrl: 'https://api2.ecomailapp.cz', listId });
    expect(unpaced).toMatchObject({ status: 400, body: { errors: [{ field: 'requestsPerMinute' }] } });
  });

  it('that Ecomail interrupts leaves nothing behind, here or there', async () => {
    await other.reset();
    await other.fault({ action: '500', call: 'get-subscriber', times: 1 });
    const answer = await activate('fourth', other);
    expect(answer).toMatchObject({ status: 503, body: { code: 'ecomail-unavailable' } });
    expect((await stage.http('GET', '/connections/fourth')).status).toBe(404);
    expect(await other.members()).toEqual([]);
    expect(await activate('fourth', other)).toMatchObject({ status: 200 });
  });
});

/** What Ecomail's reference leaves open: every variant ends with true fields, or with a word to the merchant. */
describe('an account that behaves in its own way', () => {
  const variants: readonly Readonly<Record<string, string>>[] = [
    { fieldWrite: 'replace' },
    { nullValue: 'keeps' },
    { emptyText: 'keeps' },
    { nullValue: 'keeps', emptyText: 'keeps' },
    { clearedField: 'null' },
    { badFieldValue: 'store' },
    { bulkWrite: 'after-1s' },
    { bulkWrite: 'after-1s', updateBulkUnknown: 'skip' },
    { bulkWrite: 'after-1s', updateBulkUnknown: 'refuse', bulkRefusal: 'single' },
    { bulkInserts: 'all' },
    { bulkUpdateDefault: 'false', bulkDefaultStatus: 'subscribe' },
    { bulkRefusal: 'single', bulkRefusalStores: 'valid' },
    { updateBulkUnknown: 'refuse', updateBulkCount: 'sent' },
    { updateBulkUnknown: 'create' },
    { unknownMember: '200', emptyFields: 'object' },
    { unknownMember: '404-message', subscribeStatus: '201' },
    { memberOrder: 'newest-first', deleteUnknown: 'true' },
    { wrongKey: '403' },
    { unknownList: '200' },
  ];
  it.each(variants)('gets true fields before the event: %o', async (switches) => {
    await other.reset(switches);
    const shopId = `shop-${randomUUID().slice(0, 8)}`;
    expect(await activate(shopId, other)).toMatchObject({ status: 200 });
    const customers = Array.from({ length: 3 }, () => randomUUID());
    await stage.publish(...customers.map((customerId) => aProfile({ customerId, shopId })));
    await stage.publish(...customers.map((customerId) => aCredit({ customerId, shopId }, '5.50', '5.50')));
    await eventually(async () =>
      expect(await stage.reconciliation(shopId)).toMatchObject({ in: 6, waiting: 0, parked: 0 }),
    );
    const events = await other.events();
    expect(events).toHaveLength(3);
    for (const { fields } of events)
      expect(fields).toMatchObject({ ellity_credit: '5,50', ellity_credit_num: 5 });
    expect((await other.members()).map(({ status }) => status)).toEqual([1, 1, 1]);
    await stage.http('DELETE', `/connections/${shopId}`);
  });

  it('whose PIN field is a number is refused with a way out', async () => {
    await other.reset({ bulkFields: 'create' });
    await other.visitor('subscribe', 'somebody@shop.test');
    await other.field('ellity_pin', 'int');
    const answer = await activate('pin', other);
    expect(answer).toMatchObject({ status: 409, body: { code: 'pin-field-type' } });
    expect(answer.body.detail).toContain('Delete the field');
  });

  it('that replaces all fields is refused where the list has fields of its own', async () => {
    await other.reset({ fieldWrite: 'replace' });
    await other.field('points', 'int');
    expect(await activate('replace', other)).toMatchObject({
      status: 409,
      body: { code: 'fields-replaced' },
    });
  });
});

it('activation writes every contact of the mirror and notifies nobody', async () => {
  await other.reset();
  const shopId = 'late';
  const customers = Array.from({ length: 50 }, () => randomUUID());
  await stage.publish(
    ...customers.flatMap((customerId) => [
      aProfile({ customerId, shopId }),
      aCredit({ customerId, shopId }, '5.00', '5.00'),
    ]),
  );
  await stage.received(100, shopId);
  await activate(shopId, other);
  await eventually(async () =>
    expect((await other.members()).map(({ fields }) => fields['ellity_credit'])).toEqual(
      Array(50).fill('5,00'),
    ),
  );
  expect(await other.events()).toEqual([]);
  expect(await stage.reconciliation(shopId)).toMatchObject({ in: 100, suppressed: 100, consistent: true });
});

it('a contact that was deleted at Ecomail is written anew before its event', async () => {
  await other.reset({ updateBulkUnknown: 'skip' });
  const shopId = 'deleted';
  const customerId = randomUUID();
  await activate(shopId, other);
  await stage.publish(aProfile({ customerId, shopId }));
  await eventually(async () => expect(await stage.reconciliation(shopId)).toMatchObject({ delivered: 1 }));
  await other.erase((await other.members())[0]?.email ?? '');
  await stage.publish(aCredit({ customerId, shopId }, '5.00', '5.00'));
  await eventually(async () =>
    expect(await stage.reconciliation(shopId)).toMatchObject({ delivered: 2, waiting: 0 }),
  );
  expect((await other.events())[0]?.fields).toMatchObject({ ellity_credit: '5,00' });
});

it('the end of a connection leaves nothing waiting, and a new activation goes on', async () => {
  await other.reset();
  const shopId = 'ended';
  const customerId = randomUUID();
  await activate(shopId, other, { quietSeconds: 3_600 });
  await stage.publish(aProfile({ customerId, shopId }), aCredit({ customerId, shopId }, '5.00', '5.00'));
  await eventually(async () => expect(await stage.reconciliation(shopId)).toMatchObject({ delivered: 2 }));
  await stage.publish(aCredit({ customerId, shopId }, '6.00', '1.00'));
  await stage.received(3, shopId);
  expect((await stage.http('DELETE', `/connections/${shopId}`)).status).toBe(204);
  expect(await stage.reconciliation(shopId)).toMatchObject({ suppressed: 1, waiting: 0, consistent: true });
  await activate(shopId, other);
  await eventually(async () => expect((await other.members())[0]?.fields['ellity_credit']).toBe('6,00'));
});

it('an answer that comes after the end of its connection changes nothing', async () => {
  await other.reset();
  const shopId = 'answered-late';
  await activate(shopId, other);
  await other.fault({ action: 'hold', call: 'subscribe-bulk', times: 1 });
  await stage.publish(aProfile({ customerId: randomUUID(), shopId }));
  await eventually(async () => expect(await other.faultsLeft()).toEqual([]));
  await other.removeList();
  expect((await stage.http('DELETE', `/connections/${shopId}`)).status).toBe(204);
  // The end of the service waits for the call and for what is recorded of it.
  await other.clearFaults();
  await stage.stop();
  const { rows } = await stage.database.query('select state, reason from connections where shop_id = $1', [
    shopId,
  ]);
  expect(rows).toEqual([{ state: 'inactive', reason: null }]);
  await stage.start();
});
