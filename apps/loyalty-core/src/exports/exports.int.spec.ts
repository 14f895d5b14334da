import { eventually } from '@ellity/testing';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { CoreStage } from '../loyalty-core.fixture';
import { ExportsService } from './exports.service';

describe('an export', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
    const person = {
      email: 'jana@shop.test',
      firstName: '=cmd()',
      lastName: 'Nováková',
      phone: '+420601002003',
    };
    const customer = await core.aCustomer(shop, person);
    await core.award(shop, customer, '150.50', { expiresOn: '2099-12-31', reference: '=2+5' });
    await core.spend(shop, customer, '20.00');
    await core.aCustomer(await core.aShop());
  });
  afterAll(() => core?.close());

  const csv = async (what: string, of = shop): Promise<string[]> => {
    const response = await fetch(`${core.service.url}/shops/${of}/exports/${what}`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    return Buffer.from(await response.arrayBuffer())
      .toString('utf8')
      .split('\r\n');
  };

  it('of customers has those of the shop, and nothing that a spreadsheet would execute', async () => {
    const [header, jana, ...rest] = await csv('customers');
    expect(header).toMatch(/^\ufeffE-mail;Jméno;/);
    expect(jana).toMatch(/^jana@shop\.test;'=cmd\(\);Nováková;'\+420601002003;ano;;unknown;130,50;/);
    expect(rest).toEqual(['']);
  });

  it('of the ledger has every entry, oldest first, and nothing that a spreadsheet would execute', async () => {
    const [, award, spend, end] = await csv('ledger');
    expect(award).toMatch(/;jana@shop\.test;150,50;150,50;objednávka;'=2\+5;2099-12-31;/);
    expect(spend).toMatch(/;jana@shop\.test;-20,00;130,50;čerpání;;;/);
    expect(end).toBe('');
  });

  it('of many customers comes page by page, each once; a reader that goes away leaves nothing open', async () => {
    const many = await core.aShop({ language: 'en' });
    await core.rows(
      `insert into customers (id, shop_id, email, email_identity, registered, marketing_consent)
       select gen_random_uuid(), $1, n || '@shop.test', n || '@shop.test', true, 'unknown' from generate_series(1, 2500) n`,
      [many],
    );
    const lines = await csv('customers', many);
    expect(new Set(lines.slice(1, -1).map((line) => line.split(',')[0])).size).toBe(2_500);
    const stopped = await fetch(`${core.service.url}/shops/${many}/exports/customers`);
    await stopped.body?.cancel();
    expect((await fetch(`${core.service.url}/shops/nowhere/exports/ledger`)).status).toBe(404);
  });

  it('beside a few others is refused: readers that take their time keep no connection from everybody else', async () => {
    const exports = core.service.app.get(ExportsService);
    // A reader that has just gone away may hold a place for a moment yet.
    const slow: Readable[] = [];
    while (slow.length < 3) slow.push(await eventually(() => exports.ledger(shop)));
    const refused = await fetch(`${core.service.url}/shops/${shop}/exports/ledger`);
    expect([refused.status, await refused.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'exports-busy' }),
    ]);
    for (const stream of slow) stream.destroy();
    await Promise.all(slow.map((stream) => finished(stream).catch(() => undefined)));
    expect(await csv('ledger')).toHaveLength(4);
  });
});
