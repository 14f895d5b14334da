import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
  await sandbox.reset();
  await sandbox.bulk(
    Array.from({ length: 250 }, (_, index) => ({
      email: `c${index}@shop.test`,
      custom_fields: { points: index },
    })),
  );
  await sandbox.event('c1@shop.test');
  sandbox.now.at = new Date('2026-01-20T11:00:00Z');
  await sandbox.event('c2@shop.test', { label: 'pin' });
});
afterAll(() => sandbox.close());

describe('data to look at', () => {
  it('come in pages that together hold each row once', async () => {
    const seen: unknown[] = [];
    let offset: number | null = 0;
    while (offset !== null) {
      const { body } = await sandbox.control('GET', `contacts?limit=100&offset=${offset}`);
      const page = body as { rows: { email: string }[]; next: number | null; total: number };
      expect(page.total).toBe(251);
      seen.push(...page.rows.map(({ email }) => email));
      offset = page.next;
    }
    expect(new Set(seen).size).toBe(251);
    expect(seen).toHaveLength(251);
  });

  it('come all at once as lines of JSON', async () => {
    const response = await fetch(`${sandbox.url}/_sandbox/contacts`, {
      headers: { accept: 'application/x-ndjson' },
    });
    const lines = (await response.text()).trim().split('\n');
    expect(lines).toHaveLength(251);
    expect(JSON.parse(lines[250] ?? '')).toMatchObject({ email: 'c249@shop.test', fields: { points: 249 } });
  });

  it('are found by part of an address or value, by list, address, label and time', async () => {
    expect(await sandbox.rows('contacts?q=c24@')).toHaveLength(1);
    expect(await sandbox.rows('contacts?q=249')).toMatchObject([{ email: 'c249@shop.test' }]);
    expect(await sandbox.rows('events?email=c1@shop.test')).toHaveLength(1);
    expect(await sandbox.rows('events?label=pin')).toMatchObject([{ email: 'c2@shop.test' }]);
    expect(await sandbox.rows('events?since=2026-01-20T10:30:00Z')).toMatchObject([
      { email: 'c2@shop.test' },
    ]);
    expect(await sandbox.rows('mails?label=credit')).toMatchObject([{ email: 'c1@shop.test' }]);
  });

  it.each([
    ['contacts?list=99', 404],
    ['contacts?account=99', 404],
    ['events?since=yesterday', 400],
    ['contacts/nobody@shop.test', 404],
  ])('that are asked for wrongly are refused with what to do: %s', async (path, status) => {
    expect(await sandbox.control('GET', path)).toMatchObject({
      status,
      body: { detail: expect.any(String) as string },
    });
  });
});

describe('the control API', () => {
  it('takes a switch by name and value, and all of a request or nothing', async () => {
    const refused = await sandbox.control('PATCH', 'switches', {
      wrongKey: '403',
      rateLimit: 'never',
      other: 'x',
    });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        errors: [{ field: 'rateLimit', problem: 'must be one of fixed, sliding, off' }, { field: 'other' }],
      },
    });
    expect((await sandbox.control('GET', 'switches')).body).toMatchObject({ values: { wrongKey: '401' } });
  });

  it('moves the time', async () => {
    await sandbox.control('POST', 'clock', { offsetMs: 86_400_000 });
    expect((await sandbox.control('GET', 'clock')).body).toMatchObject({ now: '2026-01-21T11:00:00.000Z' });
    await sandbox.control('POST', 'clock', { offsetMs: 0 });
    expect((await sandbox.control('POST', 'clock', { offsetMs: 1e300 })).status).toBe(400);
  });

  it('answers a body that is no JSON with 400', async () => {
    expect(await sandbox.control('POST', 'faults', '{broken')).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    });
  });

  it('changes the fields of a contact by hand, checked like those of the API', async () => {
    const put = (fields: object) => sandbox.control('PUT', 'lists/1/contacts/c5@shop.test/fields', fields);
    expect((await put({ points: 'many' })).body).toMatchObject({
      errors: [{ field: 'custom_fields.points' }],
    });
    expect((await put({ points: 99 })).body).toMatchObject({ fields: { points: 99 } });
  });
});
