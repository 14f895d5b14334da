import { CoreStage } from '../loyalty-core.fixture';
import { type CustomerSearch, selectCustomers } from './customer-search';

let core: CoreStage;
let shop: string;

beforeAll(async () => {
  core = await CoreStage.create();
  shop = await core.aShop();
});
afterAll(() => core?.close());

/** First names of those found, in their order. */
const found = async (query: string): Promise<unknown[]> => {
  const { status, body } = await core.http('GET', `shops/${shop}/customers?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return (body['items'] as { firstName: unknown }[]).map(({ firstName }) => firstName);
};
const searched = (text: string) => found(`sort=name&search=${encodeURIComponent(text)}`);

describe('customers are found', () => {
  beforeAll(async () => {
    const people = [
      {
        firstName: 'Jan',
        lastName: 'Novák',
        email: 'jan@shop.test',
        phone: '+420 601 002 003',
        group: 'VIP',
      },
      {
        firstName: 'Žofie',
        lastName: 'Čapková Nováková',
        email: 'zofka.c@shop.test',
        marketingConsent: 'granted',
      },
      { firstName: 'Łukasz', lastName: 'Groß', email: 'lg@shop.test', registered: false },
      { firstName: 'Анна', lastName: 'Иванова', email: 'anna@shop.test' },
    ];
    for (const person of people) await core.aCustomer(shop, person);
  });

  it.each([
    ['novak', ['Žofie', 'Jan']],
    ['NOVÁK jan', ['Jan']],
    ['capek', []],
    ['zofie', ['Žofie']],
    ['lukasz', ['Łukasz']],
    ['анна', ['Анна']],
    ['zofka.c@shop.test', ['Žofie']],
    ['601 002 003', ['Jan']],
    ['601002003', ['Jan']],
    ['no', ['Žofie', 'Jan']],
    ['ov', []],
    ['%', []],
    ['_', []],
  ])('by %s: %j', async (text, names) => expect(await searched(text)).toEqual(names));

  it('by registration, group, consent and balance', async () => {
    const [jan] = (await core.http('GET', `shops/${shop}/customers?email=jan@shop.test`)).body['items'] as {
      id: string;
    }[];
    await core.award(shop, String(jan?.id), '120.50');
    expect(await found('registered=false')).toEqual(['Łukasz']);
    expect(await found('group=VIP')).toEqual(['Jan']);
    expect(await found('consent=granted')).toEqual(['Žofie']);
    expect(await found('balanceFrom=120.50')).toEqual(['Jan']);
    expect(await found('sort=name&balanceTo=120.49&registered=true')).toEqual(['Žofie', 'Анна']);
    expect((await core.http('GET', `shops/${shop}/customers?registered=perhaps`)).status).toBe(400);
  });

  it('under a new name as soon as they have it, and in their own shop only', async () => {
    const other = await core.aShop();
    await core.aCustomer(other, { firstName: 'Jan', lastName: 'Novák' });
    await core.http('POST', `shops/${shop}/customers`, {
      email: 'anna@shop.test',
      registered: true,
      lastName: 'Nováková',
    });
    expect(await searched('nov')).toEqual(['Žofie', 'Jan', 'Анна']);
  });

  it.each(['newest', 'name', 'balance'])('page by page, each once, in the order %s', async (sort) => {
    const all = await found(`sort=${sort}`);
    const pages: unknown[] = [];
    let next: unknown = '';
    while (typeof next === 'string') {
      const { body } = await core.http('GET', `shops/${shop}/customers?sort=${sort}&limit=1&before=${next}`);
      pages.push(...(body['items'] as { firstName: unknown }[]).map(({ firstName }) => firstName));
      next = body['next'];
    }
    expect(pages).toEqual(all);
    expect(all).toHaveLength(4);
  });
});

describe('among 300,000 customers', () => {
  const searches: readonly [string, Partial<CustomerSearch>][] = [
    ['the newest', {}],
    [
      'by name, far behind',
      { order: 'name', after: ['prijmeni150000 jmeno', '00000000-0000-0000-0000-000000000000'] },
    ],
    ['the richest', { order: 'balance' }],
    ['a rare word', { words: ['prijmeni77777'], order: 'name' }],
    ['a word of everybody', { words: ['jmeno'] }],
    ['two letters', { words: ['pr'], order: 'name' }],
    ['a rare group', { group: 'VIP', order: 'name' }],
    ['nobody anonymous', { registered: false }],
    ['a rare consent', { consent: 'granted', order: 'name' }],
    ['a balance of hardly anybody', { balanceFrom: '299999.00' }],
  ];

  it('each list reads little, by index', async () => {
    const crowded = await core.aShop();
    await core.rows(`
      begin;
      set local session_replication_role = replica;
      drop index customer_search_text;
      insert into customers (id, shop_id, email, email_identity, first_name, last_name, group_name, registered,
        marketing_consent, balance)
      select md5('c' || n)::uuid, '${crowded}', 'a' || n || '@shop.test', 'a' || n || '@shop.test', 'Jméno',
        'Příjmení' || n, case when n % 30000 = 0 then 'VIP' end, true,
        case when n % 20000 = 0 then 'granted' else 'denied' end, n
      from generate_series(1, 300000) n;
      insert into customer_search
      select md5('c' || n)::uuid, '${crowded}', ' prijmeni' || n || ' jmeno a' || n || ' shop test ',
        'prijmeni' || n || ' jmeno', true, case when n % 30000 = 0 then 'VIP' end,
        case when n % 20000 = 0 then 'granted' else 'denied' end
      from generate_series(1, 300000) n;
      commit`);
    await core.rows(
      'create index customer_search_text on customer_search using gin (search_text gin_trgm_ops)',
    );
    await core.rows('analyze customers; analyze customer_search');
    const costly: string[] = [];
    for (const [what, search] of searches) {
      const [sql, values] = selectCustomers('c.id, c.email', {
        shopId: crowded,
        words: [],
        order: 'newest',
        after: undefined,
        limit: 51,
        ...search,
      });
      const [row] = await core.rows<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
        `explain (analyze, buffers, timing off, format json) ${sql}`,
        values,
      );
      const plan = row?.['QUERY PLAN'][0]?.Plan ?? {};
      const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
      if (blocks > 2_000 || /"Seq Scan"/.test(JSON.stringify(row))) costly.push(`${what}: ${blocks} pages`);
    }
    expect(costly).toEqual([]);
  }, 300_000);
});
