import { CoreStage } from '../loyalty-core.fixture';
import type { CustomerSearch } from './customer-search';
import { beginOf, findCustomers, selectCustomers, type Statement } from './customer-search-statements';

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

  it.each(['newest', 'name', 'balance'])(
    'page by page, each once, in the order %s, with words and without',
    async (sort) => {
      for (const asked of [`sort=${sort}`, `sort=${sort}&search=shop`]) {
        const all = await found(asked);
        const pages: unknown[] = [];
        let next: unknown = '';
        while (typeof next === 'string') {
          const { body } = await core.http('GET', `shops/${shop}/customers?${asked}&limit=1&before=${next}`);
          pages.push(...(body['items'] as { firstName: unknown }[]).map(({ firstName }) => firstName));
          next = body['next'];
        }
        expect(pages).toEqual(all);
        expect(all).toHaveLength(4);
      }
    },
  );

  it('by a number at the end of their address, and by no other number with this end', async () => {
    await core.aCustomer(shop, { firstName: 'Eva', email: 'eva.novotna1985@shop.test' });
    expect(await searched('novotna1985')).toEqual(['Eva']);
    expect(await searched('ana1985')).toEqual([]);
  });
});

describe('among 60,000 customers', () => {
  const limit = 51;
  const searches: readonly [string, Partial<CustomerSearch>][] = [
    ['the newest', {}],
    [
      'by name, far behind',
      { order: 'name', after: ['prijmeni30000 jmeno', '00000000-0000-0000-0000-000000000000'] },
    ],
    ['the richest', { order: 'balance' }],
    ['a rare word', { words: ['prijmeni37777'], order: 'name' }],
    ['the end of an address', { words: ['a37777'], order: 'balance' }],
    ['a word of everybody', { words: ['jmeno'] }],
    ['a name at the end of the alphabet', { words: ['zima'], order: 'name' }],
    ['a name of the oldest customers', { words: ['zima'] }],
    ['two names that nobody has together', { words: ['zima', 'prijmeni5'] }],
    ['two letters', { words: ['pr'], order: 'name' }],
    ['a rare group', { group: 'VIP', order: 'name' }],
    ['nobody anonymous', { registered: false }],
    ['a rare consent', { consent: 'granted', order: 'name' }],
    ['a balance of hardly anybody', { balanceFrom: '59999.00' }],
  ];

  let crowded: string;

  beforeAll(async () => {
    crowded = await core.aShop();
    await core.rows(`
      begin;
      set local session_replication_role = replica;
      drop index customer_search_text;
      create temporary table people on commit drop as
      select lpad(to_hex(n), 32, '0')::uuid as id, n, 'a' || n || '@shop.test' as email,
        case when n < 1000 then 'Zima' else 'Příjmení' || n end as last_name,
        case when n % 6000 = 0 then 'VIP' end as group_name,
        case when n % 4000 = 0 then 'granted' else 'denied' end as consent
      from generate_series(1, 60000) n;
      insert into customers (id, shop_id, email, email_identity, first_name, last_name, group_name, registered,
        marketing_consent, balance)
      select id, '${crowded}', email, email, 'Jméno', last_name, group_name, true, consent, n from people;
      insert into customer_search
      select id, '${crowded}', search_text(email, 'Jméno', last_name, null), name_key('Jméno', last_name, email), true,
        group_name, consent from people;
      create index customer_search_text on customer_search using gin (search_text gin_trgm_ops);
      commit;
      analyze customers; analyze customer_search`);
  });

  it('each list reads little, by index', async () => {
    const costly: string[] = [];
    for (const [what, search] of searches) {
      const asked: CustomerSearch = {
        ...{ shopId: crowded, words: [], order: 'newest', after: undefined, limit },
        ...search,
      };
      const ways = asked.words.length > 0 ? [beginOf, findCustomers] : [selectCustomers];
      for (const way of ways) {
        const plan = await planOf(way('c.id, c.balance, c.email', asked));
        const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
        if (blocks > 10_000 || /"Seq Scan"/.test(JSON.stringify(plan)))
          costly.push(`${what}: ${blocks} pages`);
        if (plan['Actual Rows'] === limit) break;
      }
    }
    expect(costly).toEqual([]);
  });

  it.each(['zima', 'prijmeni1', 'jmeno'])(
    'those who have the word "%s" are found in every order, from every page and between balances, however many they are',
    async (word) => {
      const orders = {
        newest: ['id desc', '00000000000000000000000000001388'],
        name: ['name_key, id', 'prijmeni11000 jmeno', '00000000000000000000000000002af8'],
        balance: ['balance desc, id desc', '15000', '00000000000000000000000000003a98'],
      } as const;
      const ranges = [{}, { balanceFrom: '300.00', balanceTo: '14999.00' }];
      for (const [order, [sorted, ...after]] of Object.entries(orders)) {
        for (const range of ranges) {
          for (const keys of [undefined, after]) {
            const asked = {
              shopId: crowded,
              words: [word],
              order: order as 'name',
              after: keys,
              limit,
              ...range,
            };
            const [sql, values] = findCustomers('c.id', asked);
            const place = {
              newest: 'id < $3::uuid',
              name: '(name_key, id) > ($3, $4::uuid)',
              balance: '(balance, id) < ($3::numeric, $4::uuid)',
            };
            const [balances, page] = [
              range === ranges[0] ? 'true' : 'balance between 300 and 14999',
              keys ? place[order as 'name'] : 'true',
            ];
            const expected = await core.rows(
              `select id from customers c join customer_search s on s.customer_id = c.id and s.shop_id = $1
               where search_text like $2 and ${balances} and ${page} order by ${sorted} limit ${limit}`,
              [crowded, `%${word}%`, ...(keys ?? [])],
            );
            expect((await core.rows<{ id: string }>(sql, values)).map(({ id }) => ({ id }))).toEqual(
              expected,
            );
            expect(expected.length).toBeGreaterThan(0);
          }
        }
      }
    },
  );

  async function planOf([sql, values]: Statement): Promise<Partial<Record<string, number>>> {
    const [row] = await core.rows<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
      `explain (analyze, buffers, timing off, format json) ${sql}`,
      values,
    );
    return row?.['QUERY PLAN'][0]?.Plan ?? {};
  }
});
