import { eventually, TestBrowser } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { linkTo } from './people.fixture';
import { TestShop } from './shop.fixture';
import { call, without, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>
  >;
}
interface Route {
  readonly name: string;
  readonly method: string;
  /** Below /api, of a shop. */
  readonly pathOf: (shopId: string) => string;
  readonly isOfShop: boolean;
}

const services = {
  core: 'loyalty-core',
  sync: 'ecomail-sync',
  gateway: 'webhook-gateway',
  letters: 'dead-letters',
} as const;
const password = 'tři modré kočky na střeše';
const mark = randomUUID().slice(0, 8);
const shop = `console-${mark}`;

/** Every documented route that is not for anybody, with ids of nobody and nothing. */
async function routesOf(target: keyof typeof services): Promise<Route[]> {
  const { paths } = (await (await fetch(`${urlOf(services[target])}/docs-json`)).json()) as OpenApi;
  return Object.entries(paths)
    .filter(([path]) => !path.startsWith('/internal/'))
    .flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security }]) => JSON.stringify(security) !== '[{}]')
        .map(([method]) => ({
          name: `${method.toUpperCase()} ${target}${path}`,
          method: method.toUpperCase(),
          isOfShop: path.includes('{shopId}'),
          pathOf: (shopId: string) =>
            `/api/${target}${path.replaceAll('{shopId}', shopId).replaceAll(/\{\w+\}/g, () => randomUUID())}`,
        })),
    );
}

/** The names of those of which it is true, all asked at once. */
async function namesOf(
  routes: readonly Route[],
  isTrue: (route: Route) => Promise<boolean>,
): Promise<string[]> {
  const names = await Promise.all(routes.map(async (route) => ((await isTrue(route)) ? [route.name] : [])));
  return names.flat();
}

const code = ({ body }: { readonly body: Record<string, unknown> }) => body['code'];

describe('the console', () => {
  const operator = new TestBrowser(urlOf('console'));
  const merchant = new TestBrowser(urlOf('console'));
  let routes: Route[] = [];
  beforeAll(async () => {
    await TestShop.open(shop);
    routes = (
      await Promise.all([routesOf('core'), routesOf('sync'), routesOf('gateway'), routesOf('letters')])
    ).flat();
  });

  test('is opened to the first operator by a command, and by e-mail to whom that one invites', async () => {
    const { code: ended, output } = await runTool('console', 'create-operator', `first.${mark}@ellity.test`);
    expect([ended, output]).toEqual([0, expect.stringContaining('/invitation/')]);
    const [, first = ''] = /\/invitation\/([\w-]+)/.exec(output) ?? [];
    const accept = (browser: TestBrowser, token: string) =>
      browser.ask('POST', `/api/invitations/${token}/accept`, { name: 'Jana Nováková', password });
    expect((await accept(operator, first)).body).toMatchObject({ person: { role: 'operator' } });

    const email = `merchant.${mark}@shop.test`;
    const invited = { email, name: 'Jana', role: 'merchant', shops: [shop], language: 'cs' };
    expect((await operator.ask('POST', '/api/people', invited)).status).toBe(201);
    const token = await eventually(() => linkTo(email));
    const weak = { name: 'Jana', password: 'short' };
    expect(code(await merchant.ask('POST', `/api/invitations/${token}/accept`, weak))).toBe(
      'password-too-weak',
    );
    expect((await accept(merchant, token)).body).toMatchObject({
      person: { email, role: 'merchant' },
      shops: [{ id: shop, name: shop }],
    });
    const allUp = { services: { core: 'up', sync: 'up', gateway: 'up', letters: 'up' } };
    await eventually(async () =>
      expect((await merchant.ask('GET', '/api/session')).body).toMatchObject(allUp),
    );
    expect(code(await accept(new TestBrowser(urlOf('console')), token))).toBe('link-invalid');
  });

  test('sends a link for a new password, which counts once and ends all sessions', async () => {
    const email = `first.${mark}@ellity.test`;
    const elsewhere = new TestBrowser(urlOf('console'));
    await elsewhere.signIn(email, password);
    await elsewhere.ask('POST', '/api/password/forgot', { email });
    const token = await eventually(() => linkTo(email));
    const reset = { token, password: 'čtyři zelené žáby v trávě' };
    expect((await operator.ask('POST', '/api/password/reset', reset)).status).toBe(200);
    expect((await elsewhere.ask('GET', '/api/session')).status).toBe(401);
    expect(code(await elsewhere.ask('POST', '/api/password/reset', reset))).toBe('link-invalid');
  });

  test('passes no route of any service on for anybody who has not signed in', async () => {
    const nobody = new TestBrowser(urlOf('console'));
    const answers = await Promise.all(
      routes.map(async ({ name, method, pathOf }) => [name, (await nobody.ask(method, pathOf(shop))).status]),
    );
    expect(routes.length).toBeGreaterThan(60);
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });

  test('lets a merchant with another shop’s id through to no route, and with the own one to each that is about a shop', async () => {
    const other = `other-${mark}`;
    await call('POST', `${urlOf('loyalty-core')}/shops`, {
      ...{ id: other, name: 'Other', language: 'cs', timeZone: 'Europe/Prague' },
    });
    const own = 'nobody-here';
    const email = `stranger.${mark}@shop.test`;
    await operator.ask('POST', '/api/people', { email, name: 'Eva', role: 'merchant', shops: [own] });
    const stranger = new TestBrowser(urlOf('console'));
    const token = await eventually(() => linkTo(email));
    await stranger.ask('POST', `/api/invitations/${token}/accept`, { name: 'Eva', password });

    const through = await namesOf(routes, async ({ name, method, pathOf }) => {
      const body = method === 'GET' ? undefined : { shopId: other, shop: other };
      const { status } = await stranger.ask(method, pathOf(other), body);
      return ![403, 404].includes(status) && name !== 'GET core/shops';
    });
    const shopReads = routes.filter(({ method, isOfShop }) => isOfShop && method === 'GET');
    const unknown = await namesOf(
      shopReads,
      async ({ pathOf }) => code(await stranger.ask('GET', pathOf(own))) === 'not-found',
    );
    expect([through, unknown]).toEqual([[], []]);
    const { body } = await stranger.ask('GET', '/api/core/shops');
    expect(body['items']).toEqual([]);
  });

  test('lets an operator reach every route that is for people', async () => {
    const reads = routes.filter(({ method }) => method === 'GET');
    const refused = await namesOf(reads, async ({ pathOf }) => {
      const { status } = await operator.ask('GET', pathOf('nobody-here'));
      return [401, 403].includes(status) || status >= 500;
    });
    expect(refused).toEqual(['GET core/shops/{shopId}/customer-states']);
  });

  test('of two tabs that save the same settings tells the second one', async () => {
    const path = `/api/core/shops/${shop}`;
    const { headers } = await merchant.ask('GET', path);
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    expect((await merchant.ask('PATCH', path, { name: 'First tab' }, ifMatch)).status).toBe(200);
    const second = await merchant.ask('PATCH', path, { name: 'Second tab' }, ifMatch);
    expect([second.status, code(second)]).toEqual([412, 'precondition-failed']);
    expect((await merchant.ask('GET', path)).body).toMatchObject({ name: 'First tab' });
  });

  test('makes one award of a double click, in the name of the person', async () => {
    const customers = `/api/core/shops/${shop}/customers`;
    const email = `customer.${mark}@shop.test`;
    const { body: customer } = await merchant.ask('POST', customers, { email, registered: true });
    const awards = `${customers}/${String(customer['id'])}/awards`;
    const click = () =>
      merchant.ask('POST', awards, { amount: '10.00', reason: 'manual' }, { 'idempotency-key': 'click' });
    const answers = await Promise.all([click(), click()]);
    expect(answers.map(({ body }) => body['balance'])).toEqual(['10.00', '10.00']);
    expect(new Set(answers.map(({ body }) => body['entryId'])).size).toBe(1);
    const { body } = await merchant.ask('GET', '/api/session');
    const { id } = body['person'] as { id: string };
    const ledger = await merchant.ask('GET', `${customers}/${String(customer['id'])}/entries`);
    expect(ledger.text).toContain(id);
  });

  test('passes live numbers on as they come', async () => {
    const ended = new AbortController();
    const stream = await fetch(`${urlOf('console')}/api/sync/connections/${shop}/status/stream`, {
      headers: merchant.proof(),
      signal: ended.signal,
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = (stream.body as ReadableStream<Uint8Array> | null)?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('event: ');
    ended.abort();
  });

  test('says which service is down, and the rest goes on', async () => {
    const address = `/api/gateway/shops/${shop}/notices`;
    await without('webhook-gateway', async () => {
      expect(await merchant.ask('GET', address)).toMatchObject({
        status: 503,
        body: { code: 'service-down', errors: [{ field: 'webhook-gateway' }] },
      });
      expect((await merchant.ask('GET', `/api/core/shops/${shop}`)).status).toBe(200);
    });
    await eventually(async () => expect((await merchant.ask('GET', address)).status).toBe(200));
  });
});
