import { type Actor, ServiceTokens } from '@ellity/platform';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, anEmail, CoreStage } from '../loyalty-core.fixture';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly description?: string;
  readonly 'x-idempotency-key'?: string;
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
}

const kindNames = [
  'a new shop',
  'changed settings',
  'changed settings of e-mails',
  'a customer',
  'another address',
  'a new PIN',
  'an erasure',
];
const writes = ['post', 'put', 'patch', 'delete'];

describe('a write that comes with an Idempotency-Key', () => {
  const tokens = `k1:${randomBytes(32).toString('base64')}`;
  let core: CoreStage;
  let shop: string;
  let anonymous: string;
  let leaving: string;

  const call = async (
    method: string,
    path: string,
    body: unknown,
    { key = uuidv7(), service = 'console', actor }: { key?: string; service?: string; actor?: Actor } = {},
  ): Promise<Answer> =>
    core.http(method, path, body, {
      ...(await new ServiceTokens(tokens, service).headersFor('loyalty-core', actor)),
      'idempotency-key': key,
      'if-match': '*',
    });

  beforeAll(async () => {
    core = await CoreStage.create({ tokens });
    shop = `shop-${randomBytes(4).toString('hex')}`;
    await call('POST', 'shops', { id: shop, name: 'Shop' });
    const { body } = await call('POST', `shops/${shop}/customers`, { email: anEmail(), registered: false });
    anonymous = String(body['id']);
    const other = await call('POST', `shops/${shop}/customers`, { email: anEmail(), registered: true });
    leaving = String(other.body['id']);
  });
  afterAll(() => core?.close());

  /** Of each kind of write: how it is asked for, and how often it was done. */
  const kinds = (): Readonly<
    Record<string, { method: string; path: string; body: unknown; other: unknown; done: string }>
  > => {
    const name = `Shop ${uuidv7()}`;
    const email = anEmail();
    const one = `shops/${shop}/customers/${anonymous}`;
    const pins = `select count(*)::int as done from person_changes where what = 'pin-issued'`;
    return {
      'a new shop': {
        ...{
          method: 'POST',
          path: 'shops',
          body: { id: `s${uuidv7()}`, name },
          other: { id: 'other', name },
        },
        done: `select count(*)::int as done from shops where name = '${name}'`,
      },
      'changed settings': {
        ...{ method: 'PATCH', path: `shops/${shop}`, body: { name }, other: { name: `${name}!` } },
        done: `select count(*)::int as done from settings_changes where changes::text like '%to": "${name}"%'`,
      },
      'changed settings of e-mails': {
        ...{ method: 'PATCH', path: `shops/${shop}/mail-settings` },
        ...{ body: { senderName: name }, other: { senderName: null } },
        done: `select count(*)::int as done from settings_changes where changes::text like '%to": "${name}"%'`,
      },
      'a customer': {
        ...{ method: 'POST', path: `shops/${shop}/customers` },
        ...{ body: { email, registered: true }, other: { email, registered: false } },
        done: `select count(*)::int as done from customers where email = '${email}'`,
      },
      'another address': {
        ...{ method: 'PUT', path: `${one}/email`, body: { email }, other: { email: anEmail() } },
        done: `select count(*)::int as done from customers where email = '${email}'`,
      },
      'a new PIN': {
        method: 'POST',
        path: `${one}/pin`,
        body: undefined,
        other: { any: 'thing' },
        done: pins,
      },
      'an erasure': {
        ...{ method: 'POST', path: `shops/${shop}/customers/${leaving}/erasure` },
        ...{ body: undefined, other: { any: 'thing' } },
        done: `select count(*)::int as done from erasures where customer_id = '${leaving}'`,
      },
    };
  };
  const timesDone = async (sql: string): Promise<number> =>
    (await core.rows<{ done: number }>(sql))[0]?.done ?? 0;

  it.each(kindNames)(
    'counts once and gets the first answer, ten times at once and later: %s',
    async (kind) => {
      const asked = kinds()[kind];
      if (!asked) throw new Error(`there is no ${kind}`);
      const key = uuidv7();
      const before = kind === 'a new PIN' ? await timesDone(asked.done) : 0;
      const actor: Actor = { id: 'person-1', role: 'operator', shops: [] };
      const ask = (body: unknown) => call(asked.method, asked.path, body, { key, actor });
      const [first, ...others] = await Promise.all(Array.from({ length: 10 }, () => ask(asked.body)));
      const later = await ask(asked.body);
      expect(first?.status).toBeLessThan(300);
      for (const answer of [...others, later]) expect(answer).toEqual(first);
      expect(await timesDone(asked.done)).toBe(before + 1);
      expect(await ask(asked.other)).toMatchObject({ status: 422, body: { code: 'key-reused' } });
      expect(await timesDone(asked.done)).toBe(before + 1);
    },
  );

  it('is the key of the service that asks: another may use the same one', async () => {
    const key = uuidv7();
    const ask = (service: string, name: string) => call('PATCH', `shops/${shop}`, { name }, { key, service });
    expect(await ask('console', 'One')).toMatchObject({ body: { name: 'One' } });
    expect(await ask('shop-adapter', 'Other')).toMatchObject({ body: { name: 'Other' } });
    expect(await ask('console', 'One')).toMatchObject({ body: { name: 'One' } });
    expect((await call('PATCH', `shops/${shop}`, {})).body).toMatchObject({ name: 'Other' });
  });

  it('that was refused leaves no trace, and may be asked again under the same key', async () => {
    const key = uuidv7();
    const id = `s${uuidv7()}`;
    expect(await call('POST', `shops/${id}/customers`, { email: anEmail() }, { key })).toMatchObject({
      status: 400,
    });
    expect(await call('PATCH', `shops/${id}`, { name: 'Later' }, { key })).toMatchObject({ status: 404 });
    await call('POST', 'shops', { id, name: 'Now' });
    expect(await call('PATCH', `shops/${id}`, { name: 'Later' }, { key })).toMatchObject({
      status: 200,
      body: { name: 'Later' },
    });
  });

  it('is not carried out where its answer cannot be kept', async () => {
    const key = uuidv7();
    const name = `Shop ${key}`;
    await core.rows('alter table request_keys add constraint broken check (status is null) not valid');
    expect(await call('PATCH', `shops/${shop}`, { name }, { key })).toMatchObject({ status: 500 });
    await core.rows('alter table request_keys drop constraint broken');
    expect(await core.rows('select 1 from shops where name = $1', [name])).toEqual([]);
    expect(await call('PATCH', `shops/${shop}`, { name }, { key })).toMatchObject({ status: 200 });
  });

  it('is published when it is committed, once', async () => {
    const id = `s${uuidv7()}`;
    const key = uuidv7();
    for (let time = 0; time < 2; time += 1) await call('POST', 'shops', { id, name: 'Shop' }, { key });
    const messages = await core.rows(
      `select 1 from outbox where shop_id = $1 union all
       select 1 from published, generate_series(1, messages) where shop_id = $1`,
      [id],
    );
    expect(messages).toHaveLength(1);
  });

  it('keeps answers where nobody reads them', async () => {
    const email = anEmail();
    await call('POST', `shops/${shop}/customers`, { email, registered: true });
    expect(
      await core.rows(`select 1 from request_keys r where r::text like '%' || $1 || '%'`, [email]),
    ).toEqual([]);
  });

  it('can come to every route: the document says whether it must, may or need not, and the route does so', async () => {
    const { paths } = (await (await fetch(`${core.service.url}/docs-json`)).json()) as Document;
    const said: Record<string, string> = {};
    for (const [path, operations] of Object.entries(paths))
      for (const method of writes) {
        const operation = operations[method];
        if (!operation) continue;
        const how = operation['x-idempotency-key'];
        const parameter = operation.parameters?.find(({ name }) => name === 'Idempotency-Key');
        const filled = path
          .slice(1)
          .replaceAll('{shopId}', shop)
          .replaceAll(/\{\w+\}/g, uuidv7());
        const { body } = await call(method.toUpperCase(), filled, method === 'delete' ? undefined : {}, {
          key: 'k'.repeat(201),
        });
        const isChecked = body['code'] === 'idempotency-key-invalid';
        if (how === 'required' || how === 'optional') {
          if (!isChecked || parameter?.required !== (how === 'required')) said[`${method} ${path}`] = how;
        } else if (isChecked || parameter || !operation.description?.includes(String(how)))
          said[`${method} ${path}`] = String(how);
      }
    expect(said).toEqual({});
    expect(paths['/shops/{shopId}']?.['patch']?.['x-idempotency-key']).toBe('optional');
  });

  it('must come with money', async () => {
    const path = `shops/${shop}/customers/${anonymous}/awards`;
    const headers = await new ServiceTokens(tokens, 'console').headersFor('loyalty-core');
    expect(await core.http('POST', path, { amount: '1.00', reason: 'order' }, headers)).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-invalid' },
    });
  });
});
