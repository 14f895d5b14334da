import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe('the key (section 1)', () => {
  it.each(['GET /account', 'GET /lists', 'POST /tracker/events'])(
    'a wrong one is told with "Wrong api key": %s',
    async (call) => {
      const [method = '', path = ''] = call.split(' ');
      const body = method === 'GET' ? undefined : {};
      expect(await sandbox.api(method, path, body, { key: 'wrong' })).toMatchObject({
        status: 401,
        body: { message: 'Wrong api key' },
      });
      expect(await sandbox.ask(method, path, body)).toMatchObject({
        status: 401,
        body: { message: 'Wrong api key' },
      });
    },
  );

  it('the status of a wrong key is switched', async () => {
    await sandbox.switch({ wrongKey: '200' });
    expect(await sandbox.api('GET', '/account', undefined, { key: 'wrong' })).toMatchObject({
      status: 200,
      body: { message: 'Wrong api key' },
    });
  });

  it('the name of the header is taken in any case', async () => {
    expect((await sandbox.ask('GET', '/account', undefined, { KEY: 'sandbox-key' })).status).toBe(200);
  });

  it('a new key makes the old one invalid at once', async () => {
    await sandbox.control('POST', 'accounts/1/key', { key: 'fresh' });
    expect((await sandbox.api('GET', '/account')).status).toBe(401);
    expect((await sandbox.api('GET', '/account', undefined, { key: 'fresh' })).status).toBe(200);
  });

  it('an account sees nothing of another one, and may have a list of the same id', async () => {
    await sandbox.control('POST', 'accounts', { name: 'Other', key: 'other' });
    expect((await sandbox.api('GET', '/lists', undefined, { key: 'other' })).body).toEqual([]);
    await sandbox.api('POST', '/lists', { name: 'Theirs' }, { key: 'other' });
    expect((await sandbox.api('GET', '/lists/1', undefined, { key: 'other' })).body).toMatchObject({
      list: { id: '1', name: 'Theirs' },
    });
    expect((await sandbox.api('GET', '/lists/1')).body).toMatchObject({ list: { name: 'Loyalty' } });
  });
});

describe('the minute (section 1)', () => {
  const call = () => sandbox.api('GET', '/account');
  const use = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 50)
      await Promise.all(Array.from({ length: Math.min(50, left) }, call));
  };

  it.each(['fixed', 'sliding'])(
    'the 1,001st call of a key gets 429 with Retry-After in seconds, and is fine after them (%s)',
    async (rateLimit) => {
      await sandbox.switch({ rateLimit });
      await sandbox.control('POST', 'accounts', { name: 'Other', key: 'other' });
      await use(1000);
      const refused = await call();
      const withOtherKey = await sandbox.api('GET', '/account', undefined, { key: 'other' });
      expect(refused.status).toBe(429);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBe(60);
      sandbox.now.at = new Date(sandbox.now.at.getTime() + seconds * 1000);
      expect((await call()).status).toBe(200);
      expect(withOtherKey.status).toBe(200);
    },
  );
});

describe('calls that were made', () => {
  it('are kept with what was sent and answered, and counted by kind', async () => {
    await sandbox.event('nobody@shop.test');
    const { counts, rows } = (await sandbox.control('GET', 'calls?kind=create-event')).body as {
      counts: Record<string, unknown>;
      rows: readonly Record<string, unknown>[];
    };
    expect(counts['create-event']).toEqual({ calls: 1, refused: 1, contacts: 0 });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ method: 'POST', path: '/tracker/events', status: 404 });
    expect(rows[0]?.['request']).toContain('nobody@shop.test');
    expect(rows[0]?.['answer']).toContain('was not found');
  });

  it('of a bulk call keep the number of contacts and only the first of them', async () => {
    await sandbox.bulk(Array.from({ length: 100 }, (_, index) => ({ email: `c${index}@shop.test` })));
    const [call] = await sandbox.rows('calls?kind=subscribe-bulk');
    expect(call).toMatchObject({ contacts: 100 });
    expect(String(call?.['request']).length).toBeLessThan(700);
  });

  it('are never kept beyond the set number', async () => {
    for (let index = 0; index < 3; index += 1)
      await Promise.all(Array.from({ length: 50 }, () => sandbox.api('GET', '/account')));
    expect(await sandbox.rows('calls?limit=10000')).toHaveLength(100);
  });
});

it('an unknown path is 404 for those with a key', async () => {
  expect((await sandbox.api('GET', '/campaigns')).status).toBe(404);
});

it('no answer allows browsers of other sites in (section 1: refused by CORS)', async () => {
  const { headers } = await sandbox.api('GET', '/lists', undefined, { origin: 'https://elsewhere.test' });
  expect(headers.get('access-control-allow-origin')).toBeNull();
});
