import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const anna = 'anna@shop.test';
const read = (email: string) =>
  sandbox.api('GET', `/lists/${sandbox.listId}/subscriber/${encodeURIComponent(email)}`);
const update = (email: string, data: object) =>
  sandbox.api('PUT', `/lists/${sandbox.listId}/update-subscriber`, { email, subscriber_data: data });
const unsubscribe = (email: string) =>
  sandbox.api('DELETE', `/lists/${sandbox.listId}/unsubscribe`, { email });

describe('subscribe (section 4.3)', () => {
  it('answers with the contact, without its fields, and tells whether it was there', async () => {
    const first = await sandbox.subscribe({
      email: anna,
      name: 'Anna',
      surname: 'Nová',
      custom_fields: { tier: 'gold' },
    });
    expect(first.body).toMatchObject({
      email: anna,
      name: 'Anna',
      surname: 'Nová',
      bounced_hard: 0,
      already_subscribed: false,
      inserted_at: '2026-01-20 11:00:00',
    });
    expect(first.body).not.toHaveProperty('custom_fields');
    expect((await sandbox.subscribe({ email: anna })).body).toMatchObject({ already_subscribed: true });
  });

  it('creates unknown fields with their types', async () => {
    await sandbox.subscribe({
      email: anna,
      custom_fields: { Tier: 'gold', age: { value: 27, type: 'int' } },
    });
    const { list } = (await sandbox.api('GET', '/lists/1')).body as { list: unknown };
    expect(list).toMatchObject({ custom_fields: { tier: { type: 'string' }, age: { type: 'int' } } });
    expect(await sandbox.fieldsOf(anna)).toEqual({ tier: 'gold', age: 27 });
  });

  it('writes onto an existing contact only with update_existing', async () => {
    await sandbox.subscribe({ email: anna, custom_fields: { ellity_credit: '1,00' } });
    await sandbox.subscribe({ email: anna, custom_fields: { ellity_credit: '2,00' } });
    expect(await sandbox.fieldsOf(anna)).toEqual({ ellity_credit: '1,00' });
    await sandbox.subscribe(
      { email: anna, custom_fields: { ellity_credit: '2,00' } },
      { update_existing: true },
    );
    expect(await sandbox.fieldsOf(anna)).toEqual({ ellity_credit: '2,00' });
  });

  it('brings back who left only with resubscribe', async () => {
    await sandbox.subscribe({ email: anna });
    await unsubscribe(anna);
    await sandbox.subscribe({ email: anna, status: 1 }, { update_existing: true });
    expect(await sandbox.statusOf(anna)).toBe(2);
    await sandbox.subscribe({ email: anna }, { resubscribe: true });
    expect(await sandbox.statusOf(anna)).toBe(1);
  });

  it('refuses a resubscription or keeps it from writing when switched so', async () => {
    await sandbox.subscribe({ email: anna, status: 2 });
    await sandbox.switch({ refusedResubscribe: '422', refusedResubscribeData: 'skip' });
    expect((await sandbox.subscribe({ email: anna })).status).toBe(422);
    await sandbox.switch({ refusedResubscribe: '200' });
    await sandbox.subscribe(
      { email: anna, custom_fields: { ellity_credit: '5,00' } },
      { update_existing: true },
    );
    expect(await sandbox.fieldsOf(anna)).toEqual({});
  });

  it('with double opt-in sends a confirmation mail and waits, unless told to skip it', async () => {
    await sandbox.control('PATCH', 'lists/1', { doubleOptIn: true });
    await sandbox.subscribe({ email: anna, status: 1 });
    expect(await sandbox.statusOf(anna)).toBe(6);
    expect(await sandbox.rows('mails')).toMatchObject([
      { email: anna, kind: 'confirmation', subject: 'Potvrďte prosím odběr newsletteru' },
    ]);
    await sandbox.control('POST', 'lists/1/visitor/confirm', { email: anna });
    expect(await sandbox.statusOf(anna)).toBe(1);
    await sandbox.subscribe({ email: 'b@shop.test' }, { skip_confirmation: true });
    expect(await sandbox.statusOf('b@shop.test')).toBe(1);
    expect(await sandbox.rows('mails?q=b@shop')).toEqual([]);
  });

  it('starts automations for a new contact only when asked to', async () => {
    await sandbox.subscribe({ email: anna }, { trigger_autoresponders: true });
    await sandbox.subscribe({ email: 'b@shop.test' }, { trigger_autoresponders: false });
    expect(await sandbox.rows('mails')).toMatchObject([{ email: anna, label: 'welcome' }]);
  });

  it.each([
    ['errors-map', { errors: { email: ['Invalid email address'] } }],
    ['errors-array', { errors: ['Invalid email address'] }],
    ['message', { message: 'Invalid email address' }],
  ])('refuses a bad address in the switched form: %s', async (invalidEmail, body) => {
    await sandbox.switch({ invalidEmail });
    expect(await sandbox.subscribe({ email: 'anna@' })).toMatchObject({ status: 422, body });
  });

  it('answers 201 when switched so, and may leave already_subscribed out', async () => {
    await sandbox.switch({ subscribeStatus: '201', alreadySubscribedNew: 'absent' });
    const answer = await sandbox.subscribe({ email: anna });
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('already_subscribed');
  });
});

describe('update-subscriber (section 4.5)', () => {
  it('changes data and status of a member and does not echo fields', async () => {
    await sandbox.subscribe({ email: anna });
    const answer = await update(anna, { name: 'Jana', status: 2, custom_fields: { ellity_credit: '9,00' } });
    expect(answer.body).toMatchObject({ email: anna, name: 'Jana', bounce_hard: null });
    expect(answer.body).not.toHaveProperty('custom_fields');
    expect(await sandbox.statusOf(anna)).toBe(2);
    expect(await sandbox.fieldsOf(anna)).toEqual({ ellity_credit: '9,00' });
  });

  it('with the address inside subscriber_data only is email_required', async () => {
    const answer = await sandbox.api('PUT', '/lists/1/update-subscriber', {
      subscriber_data: { email: anna },
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: { email: ['email_required'] } } });
  });

  it('creates no fields unless switched so (section 3)', async () => {
    await sandbox.subscribe({ email: anna });
    await update(anna, { custom_fields: { other: 'x' } });
    expect(await sandbox.fieldsOf(anna)).toEqual({});
    await sandbox.switch({ updateFields: 'create' });
    await update(anna, { custom_fields: { other: 'x' } });
    expect(await sandbox.fieldsOf(anna)).toEqual({ other: 'x' });
  });

  it('of an unknown contact is refused, or creates it when switched so', async () => {
    expect((await update(anna, {})).status).toBe(404);
    await sandbox.switch({ updateUnknown: '422' });
    expect((await update(anna, {})).status).toBe(422);
    await sandbox.switch({ updateUnknown: 'create' });
    expect((await update(anna, {})).status).toBe(200);
    expect(await sandbox.statusOf(anna)).toBe(1);
  });
});

describe('reading (section 4.7)', () => {
  it('a member comes with status, fields, tags and the true times beside the early one (section 10.1)', async () => {
    await sandbox.subscribe({ email: anna, tags: ['loyalty'], custom_fields: { ellity_credit: '1,00' } });
    await unsubscribe(anna);
    expect((await read(anna)).body).toMatchObject({
      subscriber: {
        email: anna,
        status: 2,
        tags: ['loyalty'],
        list_id: 1,
        custom_fields: { ellity_credit: '1,00' },
        inserted_at: '2026-01-20 11:00:00',
        unsubscribed_at: '2026-01-20T09:00:00.000000Z',
        unsubscribed_at_utc: '2026-01-20T10:00:00.000000Z',
      },
    });
  });

  it('after a complaint the true time is empty (section 10.1)', async () => {
    await sandbox.subscribe({ email: anna });
    await sandbox.control('POST', 'lists/1/visitor/complain', { email: anna });
    expect((await read(anna)).body).toMatchObject({ subscriber: { status: 5, unsubscribed_at_utc: null } });
  });

  it.each([
    ['404', 404, { errors: [`Subscriber with email ${anna} was not found in the list`] }],
    ['200', 200, { errors: [`Subscriber with email ${anna} was not found in the list`] }],
    ['404-message', 404, { message: 'Subscriber not found' }],
  ])('a missing member is told as switched: %s', async (unknownMember, status, body) => {
    await sandbox.switch({ unknownMember });
    expect(await read(anna)).toMatchObject({ status, body });
  });

  it('empty fields arrive as [] or, when switched so, as {}', async () => {
    await sandbox.subscribe({ email: anna });
    expect((await read(anna)).body).toMatchObject({ subscriber: { custom_fields: [] } });
    await sandbox.switch({ emptyFields: 'object' });
    expect((await read(anna)).body).toMatchObject({ subscriber: { custom_fields: {} } });
  });

  it.each([
    ['null', null],
    ['empty', ''],
  ])('a cleared field is shown as %s when switched so', async (clearedField, value) => {
    await sandbox.subscribe({ email: anna, custom_fields: { ellity_credit: '1,00' } });
    await update(anna, { custom_fields: { ellity_credit: '' } });
    await sandbox.switch({ clearedField });
    expect((await read(anna)).body).toMatchObject({
      subscriber: { custom_fields: { ellity_credit: value } },
    });
  });

  it('the account-wide view has each membership under the id of its list, fields also as JSON in a text', async () => {
    await sandbox.subscribe({ email: anna, custom_fields: { ellity_credit: '1,00' } });
    expect((await sandbox.api('GET', `/subscribers/${anna}`)).body).toMatchObject({
      subscriber: {
        email: anna,
        lists: {
          1: { status: 1, custom_fields: { ellity_credit: '1,00' }, c_fields: '{"ellity_credit":"1,00"}' },
        },
      },
    });
  });

  it('pages hold one status each, 20 rows unless told otherwise', async () => {
    await sandbox.bulk(Array.from({ length: 25 }, (_, index) => ({ email: `c${index}@shop.test` })));
    const page = async (query: string) =>
      (await sandbox.api('GET', `/lists/1/subscribers${query}`)).body as {
        data: { email: string }[];
        total: number;
      };
    expect(await page('')).toMatchObject({ current_page: 1, per_page: 20, total: 25, last_page: 2 });
    expect((await page('?page=2')).data).toHaveLength(5);
    expect((await page('?status=unsubscribed')).data).toMatchObject([
      { email: 'technical@shop.test', status: 2 },
    ]);
    expect(await page('?status=complained')).toMatchObject({ total: 0, data: [] });
  });

  it('a page leads to the next one, the last one to none', async () => {
    await sandbox.bulk([{ email: 'a@shop.test' }, { email: 'b@shop.test' }, { email: 'c@shop.test' }]);
    const emails: string[] = [];
    let next: string | null = '/lists/1/subscribers?per_page=2';
    while (next !== null) {
      const { body } = await sandbox.api('GET', next);
      const page = body as { data: { email: string }[]; next_page_url: string | null };
      emails.push(...page.data.map(({ email }) => email));
      next = page.next_page_url && page.next_page_url.slice(sandbox.url.length);
    }
    expect(emails).toEqual(['a@shop.test', 'b@shop.test', 'c@shop.test']);
  });

  it('a status that is no known word counts as subscribed, silently', async () => {
    expect((await sandbox.api('GET', '/lists/1/subscribers?status=2')).body).toMatchObject({ total: 0 });
  });
});

describe('unsubscribe (section 4.8)', () => {
  it('keeps the contact with status 2 and reads the address from the body of a DELETE', async () => {
    await sandbox.subscribe({ email: anna });
    expect(await unsubscribe(anna)).toMatchObject({
      status: 200,
      body: { email: anna, status: 2, list_id: 1, source: 'api' },
    });
    expect(await sandbox.statusOf(anna)).toBe(2);
  });

  it('of an unknown address or again is told as switched', async () => {
    expect((await unsubscribe(anna)).status).toBe(404);
    await sandbox.switch({ unsubscribeUnknown: '200', unsubscribeAgain: '422' });
    expect(await unsubscribe(anna)).toMatchObject({ status: 200, body: { errors: [expect.any(String)] } });
    expect((await unsubscribe('technical@shop.test')).status).toBe(422);
  });
});

describe('further switches', () => {
  it('already_subscribed of a contact that left is true or false', async () => {
    await sandbox.subscribe({ email: anna, status: 2 });
    expect((await sandbox.subscribe({ email: anna })).body).toMatchObject({ already_subscribed: true });
    await sandbox.switch({ alreadySubscribedLeft: 'false' });
    expect((await sandbox.subscribe({ email: anna })).body).toMatchObject({ already_subscribed: false });
  });

  it('members come oldest or newest first, and too long a page is cut or refused (sections 4.7 and 1)', async () => {
    await sandbox.bulk([{ email: 'a@shop.test' }, { email: 'b@shop.test' }]);
    const first = async () =>
      ((await sandbox.api('GET', '/lists/1/subscribers?per_page=5001')).body as { data: { email: string }[] })
        .data[0]?.email;
    expect(await first()).toBe('a@shop.test');
    await sandbox.switch({ memberOrder: 'newest-first' });
    expect(await first()).toBe('b@shop.test');
    await sandbox.switch({ pageTooLong: 'refuse' });
    expect((await sandbox.api('GET', '/lists/1/subscribers?per_page=5001')).status).toBe(422);
  });
});

describe('erasure (section 4.9)', () => {
  const erase = (email: string) => sandbox.api('DELETE', `/subscribers/${encodeURIComponent(email)}/delete`);

  it('removes the contact from every list, with events and mails', async () => {
    await sandbox.subscribe({ email: anna });
    await sandbox.event(anna);
    expect((await erase(anna)).body).toEqual({ deleted: true });
    expect((await read(anna)).status).toBe(404);
    expect(await sandbox.rows('events')).toEqual([]);
    expect(await sandbox.rows('mails')).toEqual([]);
  });

  it('keeps the events when switched so', async () => {
    await sandbox.subscribe({ email: anna });
    await sandbox.event(anna);
    await sandbox.switch({ deleteEvents: 'kept' });
    await erase(anna);
    expect(await sandbox.rows('events')).toHaveLength(1);
  });

  it('of an unknown address is told as switched', async () => {
    expect((await erase(anna)).status).toBe(404);
    await sandbox.switch({ deleteUnknown: 'false' });
    expect(await erase(anna)).toMatchObject({ status: 200, body: { deleted: false } });
  });
});

describe('what official clients read', () => {
  it('a JSON answer is application/json and nothing else, a refusal too', async () => {
    const answers = [
      await sandbox.api('GET', '/lists'),
      await sandbox.api('POST', '/lists/1/subscribe-bulk', { subscriber_data: [{ email: 'no address' }] }),
      await sandbox.api('GET', '/lists/1/subscriber/nobody%40shop.test'),
    ];
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual(
      answers.map(() => 'application/json'),
    );
  });
});
