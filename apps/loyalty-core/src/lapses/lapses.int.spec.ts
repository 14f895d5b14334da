import { eventually, FakeClock } from '@ellity/testing';
import { CoreStage } from '../loyalty-core.fixture';
import { selectMostLosing, selectWeeks } from './lapse-statements';
import { weeksFrom } from './lapse-weeks';

interface Customers {
  readonly items: readonly {
    readonly customerId: string;
    readonly amount: string;
    readonly firstDay: string;
  }[];
  readonly next: string | null;
}

describe('what is about to lapse', () => {
  const clock = new FakeClock(new Date('2027-01-13T12:00:00Z'));
  let core: CoreStage;

  beforeAll(async () => {
    core = await CoreStage.create({ clock });
  });
  afterAll(() => core?.close());

  const until = (expiresOn: string) => ({ expiresOn });

  it('is shown by week of the last day, without what was spent or has no end', async () => {
    const shop = await core.aShop({ timeZone: 'UTC' });
    const [one, other] = [await core.aCustomer(shop), await core.aCustomer(shop)];
    await core.award(shop, one, '10.00', until('2027-01-13'));
    await core.award(shop, one, '20.00', until('2027-01-17'));
    await core.award(shop, other, '5.00', until('2027-01-17'));
    await core.award(shop, other, '7.00', until('2027-01-18'));
    await core.award(shop, other, '99.00');
    await core.spend(shop, one, '4.00');
    const { body } = await core.http('GET', `shops/${shop}/lapses?weeks=3`);
    expect(body['weeks']).toEqual([
      { from: '2027-01-13', to: '2027-01-17', amount: '31.00', customers: 2, lots: 3 },
      { from: '2027-01-18', to: '2027-01-24', amount: '7.00', customers: 1, lots: 1 },
      { from: '2027-01-25', to: '2027-01-31', amount: '0.00', customers: 0, lots: 0 },
    ]);
    expect((await core.http('GET', `shops/${shop}/lapses`)).body['weeks']).toHaveLength(12);
  });

  it('is listed by customer of a week, those who lose most first, in pages', async () => {
    const shop = await core.aShop({ timeZone: 'UTC' });
    const [little, much, split] = [
      await core.aCustomer(shop),
      await core.aCustomer(shop),
      await core.aCustomer(shop),
    ];
    await core.award(shop, little, '1.00', until('2027-01-20'));
    await core.award(shop, much, '100.00', until('2027-01-19'));
    await core.award(shop, split, '2.00', until('2027-01-24'));
    await core.award(shop, split, '3.00', until('2027-01-18'));
    await core.award(shop, little, '50.00', until('2027-01-25'));
    const list = async (query: string) =>
      (await core.http('GET', `shops/${shop}/lapses/customers?day=2027-01-22&${query}`))
        .body as unknown as Customers;
    const first = await list('limit=2');
    expect(first.items).toMatchObject([
      { customerId: much, amount: '100.00', firstDay: '2027-01-19' },
      { customerId: split, amount: '5.00', firstDay: '2027-01-18' },
    ]);
    expect(await list(`limit=2&before=${first.next}`)).toMatchObject({
      items: [{ customerId: little, amount: '1.00', balance: '51.00' }],
      next: null,
    });
    const { body } = await core.http('GET', `shops/${shop}/lapses/customers`);
    expect(body['items']).toEqual([]);
  });

  it.each([
    'lapses?weeks=0',
    'lapses?weeks=1.5',
    'lapses/customers?day=2027-02-30',
    'lapses/customers?before=x',
  ])('asked as %s is refused', async (path) => {
    expect(await core.http('GET', `shops/${await core.aShop()}/${path}`)).toMatchObject({ status: 400 });
  });

  it('is found by index, in as many pages as the weeks asked for need, however many lots there are', async () => {
    const shop = await core.aShop();
    // One lot in a hundred ends within these weeks.
    await core.rows(`
      begin;
      set local session_replication_role = replica;
      insert into lots (id, shop_id, customer_id, amount, remaining, expires_on, is_warned)
      select md5('l' || n)::uuid, '${shop}', md5('c' || n % 70000)::uuid, 10, 10,
        date '2027-01-13' + case when n % 100 = 0 then n % 28 else 28 + n % 2000 end, false
      from generate_series(1, 200000) n;
      commit`);
    const weeks = weeksFrom('2027-01-13', 4);
    const days = [weeks.map(({ from }) => from), weeks.map(({ to }) => to)];
    // A transaction that looks at what was before keeps a vacuum from marking the pages.
    await eventually(async () => {
      await core.rows('vacuum analyze lots');
      for (const [sql, values] of [
        [selectWeeks, [shop, ...days]],
        [selectMostLosing, [shop, '2027-01-18', '2027-01-24', null, null, 51]],
      ] as const) {
        const [row] = await core.rows<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
          `explain (analyze, buffers, timing off, format json) ${sql}`,
          [...values],
        );
        const plan = row?.['QUERY PLAN'][0]?.Plan ?? {};
        const pages = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
        expect(JSON.stringify(row)).not.toMatch(/"Seq Scan"[^{]*"Relation Name":"lots"/);
        expect(Math.max(pages, 200)).toBe(200);
      }
    });
  });
});
