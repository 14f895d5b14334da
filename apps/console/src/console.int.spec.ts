import { requestKeysRegister, mergedRegisters } from '@ellity/platform';
import { eventually, fuzzHttp, registerProblems, type TestBrowser } from '@ellity/testing';
import { Client } from 'pg';
import { ConsoleStage, password } from './console.fixture';
import { dataRegister } from './personal-data';
import { LinksService } from './people/links.service';
import { RetentionService } from './people/retention.service';
import { QuietService } from './quiet-service.fixture';
import { sealedColumns } from './sealed-columns';
import { RedisService } from './sessions/redis.service';

const anyText: unknown = expect.any(String);

describe('the console', () => {
  let stage: ConsoleStage;
  let database: Client;
  let operator: TestBrowser;
  let quiet: QuietService;
  beforeAll(async () => {
    quiet = await QuietService.start();
    stage = await ConsoleStage.create({ services: { sync: quiet.url } });
    database = new Client({ connectionString: stage.databaseUrl });
    await database.connect();
    operator = await stage.signedIn({ email: 'operator@ellity.test', role: 'operator', name: 'Olga' });
  });
  afterAll(async () => {
    await database?.end();
    await stage?.close();
    await quiet?.close();
  });

  const code = ({ body }: { body: Record<string, unknown> }) => body['code'];
  let count = 0;
  const aMerchant = async () => {
    const email = `merchant.${(count += 1)}@shop.test`;
    return { email, browser: await stage.signedIn({ email, role: 'merchant', shops: ['demo'] }) };
  };

  describe('a session', () => {
    it('says who has signed in, with which shops, and which services answer', async () => {
      const { browser, email } = await aMerchant();
      const { status, body, headers } = await browser.ask('GET', '/api/session');
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(body).toEqual({
        person: { id: anyText, name: 'Jana', email, role: 'merchant', language: 'cs' },
        shops: [{ id: 'demo', name: 'demo' }],
        csrfToken: anyText,
        environment: 'test',
        services: { core: 'down', sync: 'down', gateway: 'down', letters: 'down' },
      });
    });

    it('of an operator sees each service with its version and since when it runs; nobody else does', async () => {
      const { status, body } = await operator.ask('GET', '/api/services');
      const silent = { state: 'down', version: null, startedAt: null };
      expect([status, body['items']]).toEqual([
        200,
        [
          { part: 'core', service: 'loyalty-core', ...silent },
          {
            part: 'sync',
            service: 'ecomail-sync',
            state: 'unready',
            version: '1.2.3',
            startedAt: '2027-01-15T10:00:00.000Z',
          },
          { part: 'gateway', service: 'webhook-gateway', ...silent },
          { part: 'letters', service: 'dead-letters', ...silent },
          { part: 'console', service: 'console', state: 'up', version: '4.5.6', startedAt: anyText },
        ],
      ]);
      const { browser } = await aMerchant();
      expect((await browser.ask('GET', '/api/services')).status).toBe(403);
    });

    it('has a cookie that scripts cannot read, and that other sites do not bring along', async () => {
      const { email } = await aMerchant();
      const { headers } = await stage.browser().signIn(email, password);
      expect(headers.getSetCookie()).toEqual([
        expect.stringMatching(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/),
      ]);
    });

    it('is over after logout, for the same cookie too', async () => {
      const { browser } = await aMerchant();
      const { cookie } = browser;
      expect((await browser.ask('POST', '/api/logout')).status).toBe(204);
      browser.cookie = cookie;
      const after = await browser.ask('GET', '/api/session');
      expect([after.status, code(after)]).toEqual([401, 'not-signed-in']);
      expect(code(await browser.ask('PATCH', '/api/me', { language: 'en' }))).toBe('not-signed-in');
    });

    it('lasts twelve hours from its last request, to a minute', async () => {
      const { browser } = await aMerchant();
      const { client } = stage.service.app.get(RedisService, { strict: false });
      const session = decodeURIComponent(browser.cookie).replace(/^session=s:([^.]+)\..*$/, '$1');
      const key = `${stage.config.redis.prefix}session:${session}`;
      await client.expire(key, 1_000);
      await browser.ask('GET', '/api/session');
      await eventually(async () => expect(await client.ttl(key)).toBeGreaterThan(43_000));
    });

    it('gets a new name at each login, so that nobody can hand one to somebody else', async () => {
      const { browser, email } = await aMerchant();
      const { cookie, csrfToken } = browser;
      await browser.signIn(email, password);
      expect([browser.cookie === cookie, browser.csrfToken === csrfToken]).toEqual([false, false]);
      browser.cookie = cookie;
      expect((await browser.ask('GET', '/api/session')).status).toBe(401);
    });

    it('ends at once for whoever loses access, and everywhere but here for whoever changes the password', async () => {
      const { browser, email } = await aMerchant();
      const elsewhere = stage.browser();
      await elsewhere.signIn(email, password);
      const change = { password: 'čtyři zelené žáby v trávě', currentPassword: password };
      expect(code(await browser.ask('PATCH', '/api/me', { ...change, currentPassword: 'x' }))).toBe(
        'wrong-password',
      );
      expect((await browser.ask('PATCH', '/api/me', change)).status).toBe(200);
      expect((await browser.ask('GET', '/api/session')).status).toBe(200);
      expect((await elsewhere.ask('GET', '/api/session')).status).toBe(401);

      const { body } = await browser.ask('GET', '/api/session');
      const { id } = body['person'] as { id: string };
      expect((await operator.ask('PATCH', `/api/people/${id}`, { disabled: true })).body).toMatchObject({
        state: 'disabled',
      });
      expect((await browser.ask('GET', '/api/session')).status).toBe(401);
      expect(code(await browser.signIn(email, change.password))).toBe('wrong-credentials');
    });
  });

  it('a login that was under way while the password changed ends in no session', async () => {
    const { email } = await aMerchant();
    const browser = stage.browser();
    await database.query('begin');
    await database.query('select from people where email = $1 for update', [email]);
    const login = browser.signIn(email, password);
    await eventually(async () => {
      await database.query('select pg_stat_clear_snapshot()');
      const { rows } = await database.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'update people set last_signed_in_at%'
           and datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    });
    await database.query(
      `update people set password_hash = 'another', sessions_valid_from = now() where email = $1`,
      [email],
    );
    await database.query('commit');
    await login;
    expect(code(await browser.ask('GET', '/api/session'))).toBe('not-signed-in');
  });

  describe('a call that is passed on', () => {
    const path = '/api/sync/connections/demo/status/stream';
    const listen = (browser: TestBrowser) =>
      fetch(`${stage.service.url}${path}`, { headers: browser.proof(), signal: AbortSignal.timeout(60_000) });
    const end = async (answer: Response): Promise<unknown> => {
      try {
        await answer.text();
        return 'ended';
      } catch (error) {
        return (error as Error).name === 'TimeoutError' ? 'went on' : 'ended';
      }
    };

    it('and goes on ends with the session, and with the right to it', async () => {
      const [one, other] = [await aMerchant(), await aMerchant()];
      const streams = [await listen(one.browser), await listen(other.browser)];
      expect(streams.map(({ status }) => status)).toEqual([200, 200]);
      await one.browser.ask('POST', '/api/logout');
      await database.query(`update people set shops = '{elsewhere}' where email = $1`, [other.email]);
      expect(await Promise.all(streams.map(end))).toEqual(['ended', 'ended']);
    });

    it('takes from nobody else what all share: one person has 40 at once, and others go through', async () => {
      const [many, few] = [await aMerchant(), await aMerchant()];
      const streams = await Promise.all(Array.from({ length: 40 }, () => listen(many.browser)));
      expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
      const refused = await many.browser.ask('GET', path);
      expect([refused.status, code(refused)]).toEqual([429, 'too-many-calls']);
      const next = await listen(few.browser);
      expect(next.status).toBe(200);
      for (const { body } of [...streams, next]) await body?.cancel();
      await eventually(async () => {
        const again = await listen(many.browser);
        await again.body?.cancel();
        expect(again.status).toBe(200);
      });
    });

    it('and answers with a page shows it as a stranger: in a frame of ours, without scripts, to whose shop it is', async () => {
      const { browser } = await aMerchant();
      const page = (of: TestBrowser, shopId: string) => of.ask('GET', `/api/sync/connections/${shopId}/html`);
      const { status, text, headers } = await page(browser, 'demo');
      expect([status, text, headers.get('x-frame-options')]).toEqual([200, '<p>', 'SAMEORIGIN']);
      expect(headers.get('content-security-policy')).toBe(
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      );
      expect(code(await page(browser, 'elsewhere'))).toBe('shop-not-yours');
      expect(code(await page(stage.browser(), 'demo'))).toBe('not-signed-in');
    });

    it('and whose service goes away in the middle breaks off there, instead of looking whole', async () => {
      const { browser } = await aMerchant();
      const half = fetch(`${stage.service.url}/api/sync/connections/demo/half`, { headers: browser.proof() });
      await expect(half.then((answer) => answer.text())).rejects.toThrow();
      expect((await browser.ask('GET', '/api/sync/connections/demo/html')).status).toBe(200);
    });

    it('and that the service takes for a stranger’s is told as a fault of ours, not as the end of the session', async () => {
      const { browser } = await aMerchant();
      const answer = await browser.ask('GET', '/api/sync/connections/demo/stranger');
      expect([answer.status, code(answer)]).toEqual([502, 'service-token-refused']);
      expect((await browser.ask('GET', '/api/session')).status).toBe(200);
    });

    it('and was given up before its answer has none in the audit', async () => {
      const { browser } = await aMerchant();
      const { body } = await browser.ask('GET', '/api/session');
      const { id: personId } = body['person'] as { id: string };
      const gone = new AbortController();
      const before = quiet.changes;
      const change = fetch(`${stage.service.url}/api/sync/connections/demo/resume`, {
        method: 'POST',
        headers: browser.proof('POST'),
        signal: gone.signal,
      });
      await eventually(() => Promise.resolve(expect(quiet.changes).toBe(before + 1)));
      gone.abort();
      await expect(change).rejects.toThrow();
      await browser.ask('PATCH', '/api/me', { language: 'en' });
      await eventually(async () => {
        const { body: page } = await operator.ask('GET', `/api/audit?personId=${personId}`);
        expect(page['items']).toMatchObject([
          { path: '/api/me', status: 200 },
          { path: '/api/sync/connections/demo/resume', status: null },
          { path: '/api/login', status: 200 },
        ]);
      });
    });
  });

  describe('a change', () => {
    it('without the token of the session, or with that of another one, is refused', async () => {
      const { browser } = await aMerchant();
      const { csrfToken } = browser;
      for (const wrong of ['', operator.csrfToken, `${csrfToken}x`]) {
        browser.csrfToken = wrong;
        expect(code(await browser.ask('PATCH', '/api/me', { language: 'en' }))).toBe('csrf-token-invalid');
        expect(code(await browser.ask('POST', '/api/core/shops/demo/anything', {}))).toBe(
          'csrf-token-invalid',
        );
      }
    });

    it('from the page of another site is refused, a login too', async () => {
      const { browser, email } = await aMerchant();
      const foreign: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://evil.test' },
      ];
      for (const headers of foreign) {
        expect(code(await browser.ask('PATCH', '/api/me', { language: 'en' }, headers))).toBe(
          'origin-foreign',
        );
        expect(code(await stage.browser().ask('POST', '/api/login', { email, password }, headers))).toBe(
          'origin-foreign',
        );
      }
      const form = await stage
        .browser()
        .ask('POST', '/api/login', 'email=a', { 'content-type': 'application/x-www-form-urlencoded' });
      expect(form.status).toBe(415);
    });

    it('stands in the audit with who, what and its answer; a login and a logout too', async () => {
      const { browser } = await aMerchant();
      const { body } = await browser.ask('GET', '/api/session');
      const { id: personId } = body['person'] as { id: string };
      await browser.ask('PATCH', '/api/me', { language: 'en' });
      await browser.ask('POST', '/api/core/shops/demo/imports?name=jana@shop.test', {});
      await browser.ask('POST', '/api/logout');
      await eventually(async () => {
        const { body: page } = await operator.ask('GET', `/api/audit?personId=${personId}`);
        const about = {
          personId,
          personName: 'Jana',
          role: 'merchant',
          id: anyText,
          at: anyText,
        };
        const own = { ...about, service: 'console', shopId: null };
        expect(page['items']).toEqual([
          { ...own, method: 'POST', path: '/api/logout', status: 204 },
          {
            ...about,
            service: 'core',
            method: 'POST',
            path: '/api/core/shops/demo/imports',
            shopId: 'demo',
            status: 503,
          },
          { ...own, method: 'PATCH', path: '/api/me', status: 200 },
          { ...own, method: 'POST', path: '/api/login', status: 200 },
        ]);
      });
    });

    it('sent twice under one key is made once', async () => {
      const body = {
        email: 'twice@shop.test',
        name: 'Petr',
        role: 'merchant',
        shops: ['demo'],
        language: 'cs',
      };
      const headers = { 'idempotency-key': 'click-1' };
      const [one, other] = await Promise.all([
        operator.ask('POST', '/api/people', body, headers),
        operator.ask('POST', '/api/people', body, headers),
      ]);
      expect([one.status, other.status]).toEqual([201, 201]);
      expect(one.body).toEqual(other.body);
      const second = await stage.signedIn({ email: 'second.operator@ellity.test', role: 'operator' });
      expect(code(await second.ask('POST', '/api/people', body, headers))).toBe('person-exists');
    });
  });

  describe('a login', () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const attempt = (email: string, secret: string, address: string) =>
      stage.browser().ask('POST', '/api/login', { email, password: secret }, from(address));

    it('after five wrong passwords waits, in whatever letters the address is written', async () => {
      const { email } = await aMerchant();
      for (let tried = 0; tried < 5; tried += 1)
        expect(code(await attempt(email, 'wrong', '192.0.2.1'))).toBe('wrong-credentials');
      const refused = await attempt(email.toUpperCase(), password, '192.0.2.1');
      expect([refused.status, code(refused)]).toEqual([429, 'too-many-attempts']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await attempt(email, password, '192.0.2.2')).status).toBe(200);
    });

    it('that one address may not try any more still is tried from others: nobody locks somebody else out', async () => {
      const { email } = await aMerchant();
      for (let tried = 0; tried < 40; tried += 1) await attempt(email, 'wrong', '192.0.2.6');
      expect((await attempt(email, password, '192.0.2.7')).status).toBe(200);
    });

    it('is counted by the network of an IPv6 address, of which one machine has 2^64', async () => {
      const { email } = await aMerchant();
      for (let tried = 0; tried < 5; tried += 1) await attempt(email, 'wrong', `2001:db8:1:1::${tried + 1}`);
      expect(code(await attempt(email, password, '2001:db8:1:1::f'))).toBe('too-many-attempts');
      expect((await attempt(email, password, '2001:db8:1:2::1')).status).toBe(200);
    });

    it('counts attempts that come at once', async () => {
      const { email } = await aMerchant();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => attempt(email, 'wrong', '192.0.2.3')),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    });

    it('that succeeds forgets the failed ones before', async () => {
      const { email } = await aMerchant();
      for (let round = 0; round < 2; round += 1) {
        for (let tried = 0; tried < 4; tried += 1) await attempt(email, 'wrong', '192.0.2.4');
        expect((await attempt(email, password, '192.0.2.4')).status).toBe(200);
      }
    });

    it('with a text that no database keeps is refused as what it is, not taken for a fault here', async () => {
      const refused = await attempt('jana\0@shop.test', password, '192.0.2.8');
      expect([refused.status, code(refused)]).toEqual([400, 'request-invalid']);
    });

    it('tells nobody whether an address is known', async () => {
      const { email } = await aMerchant();
      const answers = [
        await attempt(email, 'wrong', '192.0.2.5'),
        await attempt('nobody@shop.test', 'wrong', '192.0.2.5'),
      ].map(({ status, body: { requestId: _, ...body } }) => ({ status, body }));
      expect(answers[0]).toEqual(answers[1]);
      const forgot = await stage.browser().ask('POST', '/api/password/forgot', { email: 'nobody@shop.test' });
      expect([forgot.status, forgot.text]).toEqual([202, '']);
    });
  });

  describe('people', () => {
    it('are for operators alone', async () => {
      const { browser } = await aMerchant();
      const answers = await Promise.all([
        browser.ask('GET', '/api/people'),
        browser.ask('POST', '/api/people', {}),
        browser.ask('GET', '/api/audit'),
        stage.browser().ask('GET', '/api/people'),
      ]);
      expect(answers.map(code)).toEqual([
        'caller-not-allowed',
        'caller-not-allowed',
        'caller-not-allowed',
        'not-signed-in',
      ]);
    });

    it('are listed by name in pages, without anything that signs in', async () => {
      const { body } = await operator.ask('GET', '/api/people?limit=1');
      expect(Object.keys((body['items'] as object[])[0] ?? {})).toEqual([
        'id',
        'email',
        'name',
        'role',
        'language',
        'shops',
        'state',
        'lastSignedInAt',
        'createdAt',
      ]);
      expect((await operator.ask('GET', `/api/people?before=${String(body['next'])}`)).status).toBe(200);
    });

    it('keep an operator who can sign in: the last one is neither disabled nor made a merchant', async () => {
      const alone = await ConsoleStage.create({}, stage.stack);
      const last = await alone.signedIn({ email: 'last@ellity.test', role: 'operator' });
      const { body } = await last.ask('GET', '/api/session');
      const path = `/api/people/${(body['person'] as { id: string }).id}`;
      const changes = [{ disabled: true }, { role: 'merchant', shops: ['demo'] }];
      const answers = await Promise.all(changes.map((change) => last.ask('PATCH', path, change)));
      expect(answers.map(code)).toEqual(['last-operator', 'last-operator']);
      expect((await last.ask('GET', '/api/session')).status).toBe(200);
      await alone.close({ keepsStack: true });
    });

    it('have one link at most, however many are asked for at once, and none after their access was ended', async () => {
      const email = 'links@shop.test';
      const id = await stage.person({ email, role: 'merchant', shops: ['demo'] });
      const links = stage.service.app.get(LinksService, { strict: false });
      const made = await Promise.all(Array.from({ length: 5 }, () => links.make(id, 'password-reset')));
      const linkOf = (url: string) =>
        stage.browser().ask('GET', `/api/invitations/${url.split('/').at(-1) ?? ''}`);
      const statuses = async () => (await Promise.all(made.map(linkOf))).map(({ status }) => status);
      expect((await statuses()).filter((status) => status === 200)).toHaveLength(1);
      await operator.ask('PATCH', `/api/people/${id}`, { disabled: true });
      await operator.ask('PATCH', `/api/people/${id}`, { disabled: false });
      expect(await statuses()).toEqual(made.map(() => 404));
    });

    it('who change their password have no link any more with which another could be set', async () => {
      const { browser, email } = await aMerchant();
      const { body } = await browser.ask('GET', '/api/session');
      const { id } = body['person'] as { id: string };
      const url = await stage.service.app.get(LinksService, { strict: false }).make(id, 'password-reset');
      const change = { password: 'čtyři zelené žáby v trávě', currentPassword: password };
      expect((await browser.ask('PATCH', '/api/me', change)).status).toBe(200);
      const reset = { token: url.split('/').at(-1), password: 'pět modrých koček na plotě' };
      expect(code(await stage.browser().ask('POST', '/api/password/reset', reset))).toBe('link-invalid');
      expect((await stage.browser().signIn(email, change.password)).status).toBe(200);
    });

    it('lose name and address 90 days after their access was ended; who has access keeps them', async () => {
      const { email } = await aMerchant();
      const { email: other } = await aMerchant();
      await database.query(
        `update people set disabled_at = now() - interval '91 days', password_hash = null where email = $1`,
        [email],
      );
      await stage.service.app.get(RetentionService, { strict: false }).deleteOld();
      const { rows } = await database.query<{ email: string; name: string }>(
        `select email, name from people where email = any($1) or disabled_at < now() - interval '90 days'`,
        [[email, other]],
      );
      expect(rows.find((row) => row.name === '')?.email).toMatch(/@gone\.invalid$/);
      expect(rows.map((row) => row.email)).not.toContain(email);
      expect(rows).toContainEqual({ email: other, name: 'Jana' });
    });

    it('that are kept are named in the register of personal data, column by column', async () => {
      const register = mergedRegisters(dataRegister, requestKeysRegister);
      expect(await registerProblems(stage.databaseUrl, register, sealedColumns)).toEqual([]);
    });
  });

  describe('a page', () => {
    it('may load nothing but its own files, and is told apart from all others by a nonce', async () => {
      const [one, other] = [
        await operator.ask('GET', '/'),
        await operator.ask('GET', '/nastaveni/integrace'),
      ];
      const policy = one.headers.get('content-security-policy') ?? '';
      const [, nonce = 'none'] = /'nonce-([^']+)'/.exec(policy) ?? [];
      expect(one.text).toContain(`content="${nonce}"`);
      expect(other.text).not.toContain(nonce);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect([one.status, other.status, one.headers.get('cache-control')]).toEqual([200, 200, 'no-store']);
    });

    it('and every other answer has the headers that keep browsers careful', async () => {
      for (const path of ['/', '/api/session', '/assets/app-1a2b.js', '/api/none']) {
        const { headers } = await operator.ask('GET', path);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('x-frame-options')).toBe('DENY');
        expect(headers.get('referrer-policy')).toBe('no-referrer');
        expect(headers.get('x-powered-by')).toBeNull();
      }
    });

    it('names files that browsers keep for a year; what is not there is no page', async () => {
      const { headers } = await operator.ask('GET', '/assets/app-1a2b.js');
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await operator.ask('GET', '/assets/app-0000.js')).status).toBe(404);
      expect((await operator.ask('GET', '/..%2f..%2fetc/passwd')).text).not.toContain('root:');
    });
  });

  it('says while Redis is away that nobody can be signed in, and is not ready; pages are there all the same', async () => {
    const lame = await ConsoleStage.create({ redisUrl: 'redis://127.0.0.1:1' }, stage.stack);
    await lame.person({ email: 'operator@ellity.test', role: 'operator' });
    const browser = lame.browser();
    const answers = [
      await browser.signIn('operator@ellity.test', password),
      await browser.ask('GET', '/api/session', undefined, { cookie: operator.cookie }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
      [503, 'sessions-unavailable'],
      [503, 'sessions-unavailable'],
    ]);
    expect((await browser.ask('GET', '/health/ready')).status).toBe(503);
    expect((await browser.ask('GET', '/')).status).toBe(200);
    await lame.close({ keepsStack: true });
  });

  it('answers whatever is sent with success or a problem, never with a 500', async () => {
    const { cookie, csrfToken } = await stage.signedIn({ email: 'fuzz@ellity.test', role: 'operator' });
    const { requests, broken } = await fuzzHttp({
      url: stage.service.url,
      headers: { cookie, 'x-csrf-token': csrfToken },
      requestsPerRoute: 20,
    });
    expect(broken).toEqual([]);
    expect(requests).toBeGreaterThan(100);
  });
});
