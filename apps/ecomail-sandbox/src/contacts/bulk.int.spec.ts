import { eventually } from '@ellity/testing';
import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ email: `c${index}@shop.test` }));

describe('subscribe-bulk (section 4.4)', () => {
  it('counts new rows only, or all when switched so', async () => {
    expect((await sandbox.bulk(many(3))).body).toEqual({ inserts: 3 });
    expect((await sandbox.bulk(many(5))).body).toEqual({ inserts: 2 });
    await sandbox.switch({ bulkInserts: 'all' });
    expect((await sandbox.bulk(many(5))).body).toEqual({ inserts: 5 });
  });

  it('silently ignores everything beyond 3,000 contacts (section 1)', async () => {
    expect(await sandbox.bulk(many(3005))).toMatchObject({ status: 200, body: { inserts: 3000 } });
    expect(await sandbox.statusOf('c2999@shop.test')).toBe(1);
    expect(await sandbox.statusOf('c3000@shop.test')).toBeUndefined();
  });

  it('subscribes new contacts without double opt-in, or with the status each has', async () => {
    await sandbox.control('PATCH', 'lists/1', { doubleOptIn: true });
    await sandbox.bulk([{ email: 'a@shop.test' }, { email: 'b@shop.test', status: 2 }], {
      skip_confirmation: false,
    });
    expect(await sandbox.statusOf('a@shop.test')).toBe(1);
    expect(await sandbox.statusOf('b@shop.test')).toBe(2);
    expect(await sandbox.rows('mails')).toEqual([]);
  });

  it('leaves an existing contact entirely untouched without update_existing (section 4.11)', async () => {
    await sandbox.bulk([{ email: 'a@shop.test', status: 2, custom_fields: { ellity_credit: '1,00' } }]);
    await sandbox.bulk([{ email: 'a@shop.test', status: 1, custom_fields: { ellity_credit: '2,00' } }], {
      update_existing: false,
      resubscribe: true,
    });
    expect(await sandbox.statusOf('a@shop.test')).toBe(2);
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ ellity_credit: '1,00' });
  });

  it('updates by default as the new reference says, or not as the old one does', async () => {
    await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { ellity_credit: '1,00' } }]);
    await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { ellity_credit: '2,00' } }]);
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ ellity_credit: '2,00' });
    await sandbox.switch({ bulkUpdateDefault: 'false' });
    await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { ellity_credit: '3,00' } }]);
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ ellity_credit: '2,00' });
  });

  it('creates no fields; unknown ones are dropped, refused or created as switched (section 3)', async () => {
    await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { ellity_credit: '1,00', other: 'x' } }]);
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ ellity_credit: '1,00' });
    await sandbox.switch({ bulkFields: 'refuse' });
    expect((await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { other: 'x' } }])).status).toBe(422);
    await sandbox.switch({ bulkFields: 'create' });
    await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { other: 'x' } }]);
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ ellity_credit: '1,00', other: 'x' });
  });

  it('is refused as a whole for one bad contact, whose place it names', async () => {
    const answer = await sandbox.bulk([{ email: 'a@shop.test' }, { email: 'bad' }]);
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: { 'subscriber_data.1': { email: ['Invalid email address'] } } },
    });
    expect(await sandbox.statusOf('a@shop.test')).toBeUndefined();
  });

  it('answers in the old form, and stores the valid part, when switched so', async () => {
    await sandbox.switch({ bulkRefusal: 'single', bulkRefusalStores: 'valid' });
    const answer = await sandbox.bulk([{ email: 'a@shop.test' }, { email: 'bad', name: 'Foo' }]);
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: { email: ['email_invalid'] }, data: { name: 'Foo', email: 'bad' } },
    });
    expect(await sandbox.statusOf('a@shop.test')).toBe(1);
  });

  it.each([
    ['last', { ellity_credit: '2,00' }],
    ['first', { ellity_credit: '1,00' }],
    ['refuse', undefined],
  ])('of an address that comes twice takes the %s', async (bulkDuplicates, fields) => {
    await sandbox.switch({ bulkDuplicates });
    await sandbox.bulk(
      ['1,00', '2,00'].map((credit) => ({ email: 'a@shop.test', custom_fields: { ellity_credit: credit } })),
    );
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual(fields);
  });

  it('does not apply its default status to existing rows unless switched so (section 4.11)', async () => {
    await sandbox.subscribe({ email: 'a@shop.test', status: 6 });
    await sandbox.bulk([{ email: 'a@shop.test' }], { update_existing: true });
    expect(await sandbox.statusOf('a@shop.test')).toBe(6);
    await sandbox.switch({ bulkDefaultStatus: 'subscribe' });
    await sandbox.bulk([{ email: 'a@shop.test' }], { update_existing: true });
    expect(await sandbox.statusOf('a@shop.test')).toBe(1);
  });

  it('is written after the answer when switched so (section 1)', async () => {
    await sandbox.switch({ bulkWrite: 'after-1s' });
    expect((await sandbox.bulk([{ email: 'a@shop.test' }])).body).toEqual({ inserts: 1 });
    expect(await sandbox.statusOf('a@shop.test')).toBeUndefined();
    await eventually(async () => expect(await sandbox.statusOf('a@shop.test')).toBe(1));
  });

  it.each([undefined, 'text', {}])('without a list of contacts is refused: %j', async (subscriber_data) => {
    expect((await sandbox.api('POST', '/lists/1/subscribe-bulk', { subscriber_data })).status).toBe(422);
  });
});

describe('update-subscriber-bulk (section 4.6)', () => {
  beforeEach(() => sandbox.bulk([{ email: 'a@shop.test' }, { email: 'b@shop.test', status: 2 }]));

  it('updates members and counts them', async () => {
    expect(
      (await sandbox.updateBulk([{ email: 'a@shop.test', custom_fields: { points: 150 } }])).body,
    ).toEqual({ updates: 1 });
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ points: 150 });
  });

  it('brings back who left only with the flag and status 1', async () => {
    await sandbox.updateBulk([{ email: 'b@shop.test', status: 1 }]);
    await sandbox.updateBulk([{ email: 'b@shop.test' }], { allow_resubscribe: true });
    expect(await sandbox.statusOf('b@shop.test')).toBe(2);
    await sandbox.updateBulk([{ email: 'b@shop.test', status: 1 }], { allow_resubscribe: true });
    expect(await sandbox.statusOf('b@shop.test')).toBe(1);
  });

  it.each([
    ['list', 200, { updates: 1, errors: { 'subscriber_data.1': { email: [expect.any(String)] } } }],
    ['skip', 200, { updates: 1 }],
    ['refuse', 422, { errors: { 'subscriber_data.1': { email: [expect.any(String)] } } }],
    ['create', 200, { updates: 2 }],
  ])('treats addresses that are not in the list as switched: %s', async (updateBulkUnknown, status, body) => {
    await sandbox.switch({ updateBulkUnknown });
    expect(await sandbox.updateBulk([{ email: 'a@shop.test' }, { email: 'new@shop.test' }])).toMatchObject({
      status,
      body,
    });
    expect(await sandbox.statusOf('new@shop.test')).toBe(updateBulkUnknown === 'create' ? 1 : undefined);
  });

  it('counts what was sent, when switched so', async () => {
    await sandbox.switch({ updateBulkUnknown: 'skip', updateBulkCount: 'sent' });
    expect((await sandbox.updateBulk([{ email: 'a@shop.test' }, { email: 'new@shop.test' }])).body).toEqual({
      updates: 2,
    });
  });

  it('refuses a status that bulk calls may not set, or ignores it when switched so (section 4.1)', async () => {
    expect((await sandbox.updateBulk([{ email: 'a@shop.test', status: 5 }])).status).toBe(422);
    await sandbox.switch({ bulkBadStatus: 'ignore' });
    expect((await sandbox.updateBulk([{ email: 'a@shop.test', status: 5 }])).status).toBe(200);
    expect(await sandbox.statusOf('a@shop.test')).toBe(1);
  });

  it('changes tags only when they are sent (section 4.2)', async () => {
    await sandbox.updateBulk([{ email: 'a@shop.test', tags: ['vip', 'gold'] }]);
    await sandbox.updateBulk([{ email: 'a@shop.test', name: 'Anna' }]);
    await sandbox.updateBulk([{ email: 'b@shop.test', tags: ['new'] }]);
    expect((await sandbox.control('GET', 'contacts/a@shop.test')).body).toMatchObject({
      tags: ['vip', 'gold'],
      profile: { name: 'Anna' },
    });
  });
});
