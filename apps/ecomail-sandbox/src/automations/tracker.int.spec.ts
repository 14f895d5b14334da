import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.reset();
  await sandbox.bulk([{ email: anna, custom_fields: { ellity_credit: '150,00', points: 150 } }]);
});

const anna = 'anna@shop.test';

describe('tracker events (section 5)', () => {
  it('are answered with their id and the value as a text, whatever was sent', async () => {
    expect((await sandbox.event(anna, { value: { points: 1200 } })).body).toEqual({
      id: 1,
      email: anna,
      category: 'ellity',
      action: 'change',
      label: 'credit',
      property: 'id-1',
      value: '{"points":1200}',
    });
  });

  it.each([
    ['404', 404],
    ['422', 422],
    ['200', 200],
  ])('of an unknown contact are refused as switched: %s', async (unknownEvent, status) => {
    await sandbox.switch({ unknownEvent });
    const answer = await sandbox.event('nobody@shop.test');
    expect(answer).toMatchObject({ status, body: { errors: expect.anything() as unknown } });
    expect(await sandbox.rows('events')).toEqual([]);
  });

  it('keep the fields of their contact as they were at that moment', async () => {
    await sandbox.event(anna);
    await sandbox.updateBulk([{ email: anna, custom_fields: { ellity_credit: '90,00' } }]);
    await sandbox.event(anna);
    expect(await sandbox.rows(`events?email=${anna}`)).toMatchObject([
      { fields: { ellity_credit: '150,00', points: 150 } },
      { fields: { ellity_credit: '90,00', points: 150 } },
    ]);
  });

  it('are read newest first with a time, and none at all is a 404', async () => {
    await sandbox.event(anna, { property: 'first' });
    await sandbox.event(anna, { property: 'second' });
    const { body } = await sandbox.api('GET', `/subscribers/${anna}/events?per_page=1`);
    expect(body).toMatchObject({
      total: 2,
      per_page: 1,
      data: [{ property: 'second', timestamp: '2026-01-20T10:00:00.000000Z' }],
    });
    expect((await sandbox.api('GET', '/subscribers/technical@shop.test/events')).status).toBe(404);
  });

  it('show up late when switched so', async () => {
    await sandbox.switch({ eventRead: 'after-5s' });
    await sandbox.event(anna);
    expect((await sandbox.api('GET', `/subscribers/${anna}/events`)).status).toBe(404);
    sandbox.now.at = new Date(sandbox.now.at.getTime() + 5000);
    expect((await sandbox.api('GET', `/subscribers/${anna}/events`)).status).toBe(200);
  });

  it('need the tariff when switched so (section 9: errors as a text)', async () => {
    await sandbox.switch({ eventTariff: 'marketer-plus' });
    expect(await sandbox.event(anna)).toMatchObject({
      status: 403,
      body: { errors: 'Account must be marketer+ tariff' },
    });
  });
});

describe('automations (section 6)', () => {
  it('render an e-mail from the fields at the moment of the event: event first tells the old balance', async () => {
    await sandbox.event(anna);
    await sandbox.updateBulk([{ email: anna, custom_fields: { ellity_credit: '175,00' } }]);
    await sandbox.event(anna);
    expect(await sandbox.rows('mails')).toMatchObject([
      {
        eventId: 1,
        email: anna,
        label: 'credit',
        subject: 'Máte 150,00 kreditů',
        fields: { ellity_credit: '150,00' },
      },
      { eventId: 2, subject: 'Máte 175,00 kreditů' },
    ]);
  });

  it('speak English when switched so', async () => {
    await sandbox.switch({ mailLanguage: 'en' });
    await sandbox.event(anna);
    expect(await sandbox.rows('mails')).toMatchObject([{ subject: 'You have 150,00 credits' }]);
  });

  it('need category, action and label to match', async () => {
    await sandbox.event(anna, { category: 'other' });
    await sandbox.event(anna, { action: 'other' });
    await sandbox.event(anna, { label: 'other' });
    expect(await sandbox.rows('mails')).toEqual([]);
  });

  it('run once per contact, or for subscribed ones only, when switched so', async () => {
    await sandbox.switch({ automationRepeat: 'once' });
    await sandbox.event(anna);
    await sandbox.event(anna);
    expect(await sandbox.rows('mails')).toHaveLength(1);
    await sandbox.switch({ automationRepeat: 'every-event', automationReach: 'subscribed' });
    await sandbox.event('technical@shop.test');
    expect(await sandbox.rows('mails')).toHaveLength(1);
  });

  it('run in each list that has the loyalty fields and the contact, and in no other', async () => {
    await sandbox.api('POST', '/lists', { name: 'News' });
    await sandbox.api('POST', '/lists/2/subscribe-bulk', { subscriber_data: [{ email: anna }] });
    await sandbox.event(anna);
    expect(await sandbox.rows('mails')).toMatchObject([{ listId: 1 }]);
  });

  it('are logged a hundred a page, at most 500; events come 20 a page, at most 100 (section 5)', async () => {
    await sandbox.event(anna);
    const perPage = async (path: string) =>
      ((await sandbox.api('GET', `/subscribers/${anna}/${path}`)).body as { per_page: number }).per_page;
    expect([await perPage('automation-log'), await perPage('automation-log?per_page=900')]).toEqual([
      100, 500,
    ]);
    expect([await perPage('events'), await perPage('events?per_page=900')]).toEqual([20, 100]);
  });

  it('are listed, and started by hand for a member', async () => {
    const { body } = await sandbox.api('GET', '/pipelines');
    expect(body).toMatchObject([{ id: 11, list_id: 1, name: 'Změna kreditů' }, { id: 12 }, { id: 13 }]);
    expect(await sandbox.api('POST', '/pipelines/11/trigger/', { email: anna })).toMatchObject({
      status: 200,
      body: { email: anna },
    });
    expect((await sandbox.api('GET', `/subscribers/${anna}/automation-log`)).body).toMatchObject({
      data: [{ subject: 'Máte 150,00 kreditů' }],
    });
    expect((await sandbox.api('POST', '/pipelines/99/trigger', { email: anna })).status).toBe(404);
  });
});
