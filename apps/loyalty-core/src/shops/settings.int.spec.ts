import { type Actor, ServiceTokens } from '@ellity/platform';
import { randomBytes } from 'node:crypto';
import { type Answer, CoreStage } from '../loyalty-core.fixture';

describe('the settings of a shop', () => {
  const tokens = `k1:${randomBytes(32).toString('base64')}`;
  let core: CoreStage;
  let shop: string;
  let person: Actor;

  beforeAll(async () => {
    core = await CoreStage.create({ tokens });
  });
  afterAll(() => core?.close());
  beforeEach(async () => {
    shop = `shop-${randomBytes(4).toString('hex')}`;
    person = { id: 'person-1', role: 'merchant', shops: [shop] };
    expect(await call('POST', 'shops', { id: shop, name: 'Shop' })).toMatchObject({ status: 201 });
  });

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    { actor, ifMatch }: { actor?: Actor; ifMatch?: string | undefined } = {},
  ): Promise<Answer> =>
    core.http(method, path, body, {
      ...(await new ServiceTokens(tokens, 'console').headersFor('loyalty-core', actor)),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    });
  const parts = (): readonly (readonly [string, object, object])[] => [
    [`shops/${shop}`, { nightHour: 3 }, { nightHour: 4 }],
    [`shops/${shop}/mail-settings`, { quietSeconds: 60 }, { quietSeconds: 90 }],
  ];

  it('are changed by a person on what the person read, and by nobody who read something older', async () => {
    for (const [path, first, second] of parts()) {
      const { etag } = await call('GET', path);
      const changed = await call('PATCH', path, first, { actor: person, ifMatch: etag });
      expect(changed).toMatchObject({ status: 200, body: first });
      expect(await call('PATCH', path, second, { actor: person, ifMatch: etag })).toMatchObject({
        status: 412,
        body: { code: 'precondition-failed' },
      });
      expect(await call('GET', path)).toMatchObject({ body: first, etag: changed.etag });
      expect(await call('PATCH', path, second, { actor: person, ifMatch: changed.etag })).toMatchObject({
        status: 200,
        body: second,
      });
    }
  });

  it('are changed by a person who says on what, and by a service in any state', async () => {
    for (const [path, first, second] of parts()) {
      expect(await call('PATCH', path, first, { actor: person })).toMatchObject({
        status: 428,
        body: { code: 'precondition-required' },
      });
      expect(await call('PATCH', path, second)).toMatchObject({ status: 200, body: second });
    }
  });

  it('of a new shop are tagged as they are read', async () => {
    const id = `${shop}-2`;
    const created = await call('POST', 'shops', { id, name: 'Shop' });
    expect((await call('GET', `shops/${id}`)).etag).toBe(created.etag);
  });

  it('are changed by one of two people who decided on the same state', async () => {
    for (const [path, first, second] of parts()) {
      const { etag } = await call('GET', path);
      const answers = await Promise.all(
        [first, second].map((body) => call('PATCH', path, body, { actor: person, ifMatch: etag })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const won = answers.find(({ status }) => status === 200);
      expect((await call('GET', path)).body).toEqual(won?.body);
    }
  });

  it('have a history: who, when, which setting, from what to what, newest first, in pages', async () => {
    const { etag } = await call('GET', `shops/${shop}`);
    const change = { expiryDays: 30, expiryNotice: { target: 'system', leadDays: 7 } };
    await call('PATCH', `shops/${shop}`, change, { actor: person, ifMatch: etag });
    await call('PATCH', `shops/${shop}`, change);
    await call('PATCH', `shops/${shop}/mail-settings`, { replyTo: 'help@shop.test' });
    const first = await call('GET', `shops/${shop}/settings/history?limit=2`, undefined, { actor: person });
    expect(first.body['items']).toEqual([
      {
        part: 'mails',
        service: 'console',
        actor: null,
        changedAt: expect.any(String) as string,
        changes: [{ field: 'replyTo', from: null, to: 'help@shop.test' }],
      },
      {
        part: 'shop',
        service: 'console',
        actor: 'person-1',
        changedAt: expect.any(String) as string,
        changes: [
          { field: 'expiryDays', from: null, to: 30 },
          { field: 'expiryNotice.target', from: 'none', to: 'system' },
          { field: 'expiryNotice.leadDays', from: 14, to: 7 },
        ],
      },
    ]);
    const rest = await call(
      'GET',
      `shops/${shop}/settings/history?limit=2&before=${String(first.body['next'])}`,
    );
    const [created, ...others] = rest.body['items'] as { changes: unknown[] }[];
    expect(created?.changes).toContainEqual({ field: 'timeZone', from: null, to: 'Europe/Prague' });
    expect([others, rest.body['next']]).toEqual([[], null]);
  });

  it('keep their history whoever would like it otherwise', async () => {
    await expect(core.rows(`update settings_changes set actor = null`)).rejects.toThrow();
    await expect(core.rows('delete from settings_changes')).rejects.toThrow();
  });
});
