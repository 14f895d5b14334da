import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe('lists (section 2)', () => {
  it('are created with a name and listed with a number as id', async () => {
    const created = await sandbox.api('POST', '/lists', {
      name: 'Shop',
      from_name: 'Shop',
      from_email: 'news@shop.test',
      reply_to: 'help@shop.test',
    });
    expect(created).toMatchObject({ status: 200, body: { name: 'Shop', id: 2 } });
    const { body } = await sandbox.api('GET', '/lists');
    expect(body).toMatchObject([
      { id: 1 },
      { id: 2, name: 'Shop', from_email: 'news@shop.test', double_optin: null },
    ]);
  });

  it('without a name are refused in the form that has errors', async () => {
    expect(await sandbox.api('POST', '/lists', {})).toMatchObject({
      status: 422,
      body: { errors: { name: [expect.any(String)] } },
    });
  });

  it('are shown with a text as id, fields, webhook, creation day and counters', async () => {
    await sandbox.bulk([
      { email: 'a@shop.test' },
      { email: 'b@shop.test', status: 2 },
      { email: 'c@shop.test', status: 4 },
    ]);
    await sandbox.control('PATCH', 'lists/1', { webhookUrl: 'http://127.0.0.1:9/hook' });
    expect((await sandbox.api('GET', '/lists/1')).body).toMatchObject({
      list: {
        id: '1',
        name: 'Loyalty',
        custom_fields: { ellity_credit: { type: 'string' }, points: { type: 'int' } },
        settings: { webhook: { url: 'http://127.0.0.1:9/hook' } },
        active_subscribers: 1,
        created: '20.1.2026',
      },
      subscribers: {
        unknown: 0,
        subscribed: 1,
        unsubscribed: 2,
        soft_bounced: 0,
        hard_bounced: 1,
        complained: 0,
        unconfirmed: 0,
      },
    });
  });

  it('are changed with their name, which is required, and answered flat', async () => {
    expect(await sandbox.api('PUT', '/lists/1', { name: 'New', reply_to: 'x@shop.test' })).toMatchObject({
      status: 200,
      body: { id: 1, name: 'New', reply_to: 'x@shop.test' },
    });
    expect((await sandbox.api('PUT', '/lists/1', { reply_to: 'x@shop.test' })).status).toBe(422);
  });

  it('cannot get a webhook or fields by the API', async () => {
    await sandbox.api('PUT', '/lists/1', {
      name: 'New',
      settings: { webhook: { url: 'http://x.test' } },
      custom_fields: { a: {} },
    });
    const { list } = (await sandbox.api('GET', '/lists/1')).body as {
      list: { settings: unknown; custom_fields: object };
    };
    expect(list.settings).toEqual({ webhook: { url: null } });
    expect(Object.keys(list.custom_fields)).toEqual(['ellity_credit', 'points']);
  });

  it.each([
    ['404', 404, { errors: ['List was not found'] }],
    ['404-message', 404, { message: 'List not found' }],
    ['422', 422, { errors: { list_id: [expect.any(String)] } }],
    ['200', 200, { errors: ['List was not found'] }],
  ])('an unknown one is told as switched: %s', async (unknownList, status, body) => {
    await sandbox.switch({ unknownList });
    expect(await sandbox.api('GET', '/lists/77')).toMatchObject({ status, body });
    expect(await sandbox.api('POST', '/lists/77/subscribe-bulk', { subscriber_data: [] })).toMatchObject({
      status,
      body,
    });
  });

  it('names must be unique only when switched so', async () => {
    expect((await sandbox.api('POST', '/lists', { name: 'Loyalty' })).status).toBe(200);
    await sandbox.switch({ listNames: 'unique' });
    expect((await sandbox.api('POST', '/lists', { name: 'Loyalty' })).status).toBe(422);
  });
});

describe('the merchant', () => {
  it('deletes a list, whose id is never given again', async () => {
    expect((await sandbox.control('DELETE', 'lists/1')).status).toBe(204);
    expect((await sandbox.api('GET', '/lists/1')).status).toBe(404);
    expect((await sandbox.api('POST', '/lists', { name: 'Next' })).body).toMatchObject({ id: 2 });
  });

  it('deletes a field with its values', async () => {
    await sandbox.bulk([{ email: 'a@shop.test', custom_fields: { ellity_credit: '1,00', points: 3 } }]);
    await sandbox.control('DELETE', 'lists/1/fields/points');
    expect(await sandbox.fieldsOf('a@shop.test')).toEqual({ ellity_credit: '1,00' });
    const { list } = (await sandbox.api('GET', '/lists/1')).body as { list: { custom_fields: object } };
    expect(Object.keys(list.custom_fields)).toEqual(['ellity_credit']);
  });

  it('is told what is wrong with a request, and nothing is done', async () => {
    const refused = await sandbox.control('PATCH', 'lists/1', {
      webhookUrl: 'no address',
      name: 'Changed',
      colour: 'red',
    });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'webhookUrl' }, { field: 'colour' }] },
    });
    expect((await sandbox.control('GET', 'lists/1')).body).toMatchObject({ name: 'Loyalty' });
    expect((await sandbox.control('GET', 'lists/9')).body).toMatchObject({ code: 'list-unknown' });
  });
});
