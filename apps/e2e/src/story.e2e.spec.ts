import { eventually } from '@ellity/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { removeTap, tap } from './broker.fixture';
import { type CustomerSeen, notifiedBalance, TestShop } from './shop.fixture';
import { call, databaseUrls, logFolder, urlOf } from './system.fixture';
import { runTool } from './tools.fixture';
import { pinPattern } from './traces-left.fixture';

describe('a change at loyalty-core and its way to Ecomail', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open('story');
  });

  test('a credit change becomes true fields, then one automation event, and the story tells it', async () => {
    const jana = await shop.register('jana@story.test');
    const { entryId } = await shop.award(jana, '1250.50');
    const { event, mail } = await shop.notified(jana, 'credit');
    expect(event).toMatchObject({
      category: 'ellity',
      action: 'change',
      fields: { ellity_credit: '1 250,50', ellity_credit_num: 1250, ellity_registered: 'registered' },
    });
    expect(notifiedBalance(event)).toBe('1250.50');
    expect(mail.subject).toContain('1 250,50');
    const { writtenAt } = await shop.account.contact(shop.listId, jana.email);
    expect(Date.parse(writtenAt)).toBeLessThanOrEqual(Date.parse(event.at));
    await shop.settled();
    expect(await shop.account.events(shop.listId, jana.email)).toHaveLength(1);
    const story = await runTool('story', entryId, '--shop', shop.id);
    const order = ['balance 1250.50', 'contact stored: ellity_credit=1 250,50', 'credit accepted'].map(
      (text) => story.output.indexOf(text),
    );
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('creating a registered customer fills the fields and sends no event', async () => {
    const eva = await shop.register('eva@story.test');
    await eventually(async () => {
      const { fields } = await shop.account.contact(shop.listId, eva.email);
      expect(fields).toMatchObject({ ellity_credit: '0,00', ellity_credit_num: 0 });
    });
    await shop.settled();
    expect(await shop.account.events(shop.listId, eva.email)).toEqual([]);
  });

  test('a change that is not to be announced is written into the fields, and nobody is notified', async () => {
    const adam = await shop.register('adam@story.test');
    await shop.award(adam, '30.00', { announce: false });
    await eventually(async () => {
      const { fields } = await shop.account.contact(shop.listId, adam.email);
      expect(fields['ellity_credit']).toBe('30,00');
    });
    await shop.settled();
    expect(await shop.account.events(shop.listId, adam.email)).toEqual([]);
  });

  test('every event of the shop is in the reconciliation exactly once', async () => {
    const reconciliation = await shop.settled();
    expect(reconciliation).toMatchObject({ consistent: true, waiting: 0, parked: 0 });
    expect(reconciliation.in).toBe(
      reconciliation.delivered + reconciliation.merged + reconciliation.suppressed,
    );
  });

  describe('the PIN of an anonymous customer', () => {
    afterAll(() => removeTap('loyalty.events'));

    test('reaches the field and starts an event without the PIN, and stands nowhere in clear on the way', async () => {
      const broker = await tap('loyalty.events');
      const guest = await shop.register('guest@story.test', { registered: false });
      const first = await shop.notified(guest, 'pin');
      await shop.issuePin(guest);
      const { event, mail } = await shop.notified(guest, 'pin', 2);
      const pins = [first.event, event].map(({ fields }) => String(fields['ellity_pin']));
      expect(pins).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{6}$/)]);
      expect(mail.fields['ellity_pin']).toBe(pins[1]);
      const reconciliation = await shop.settled();
      expect(reconciliation).toMatchObject({ consistent: true, parked: 0 });
      const onTheBroker = await broker.bodies();
      expect(onTheBroker.filter((body) => body.includes('loyalty.PinChanged.v1')).length).toBeGreaterThan(1);
      for (const pin of pins) {
        expect(event.value).not.toContain(pin);
        expect(first.event.value).not.toContain(pin);
        expect([...linesWith(pin, onTheBroker), ...linesWith(pin, logLines())]).toEqual([]);
        expect(linesWith(pin, await databaseRows('ecomail-sync'))).toEqual([]);
        expect(linesWith(pin, await databaseRows('loyalty-core'))).toEqual([]);
      }
    });
  });
});

function linesWith(pin: string, lines: readonly string[]): string[] {
  const alone = pinPattern(pin);
  return lines.filter((line) => alone.test(line));
}

/** Of the services; the sandbox stands for Ecomail, which is told the PIN. */
function logLines(): string[] {
  const files = readdirSync(logFolder).filter((file) => !file.startsWith('ecomail-sandbox'));
  const lines = files.flatMap((file) => readFileSync(join(logFolder, file), 'utf8').split('\n'));
  expect(lines.length).toBeGreaterThan(files.length);
  return lines;
}

async function databaseRows(service: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrls[service] });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      found.push(...rows.map(({ line }) => line));
    }
    return found;
  } finally {
    await client.end();
  }
}

describe('the first export of a shop', () => {
  test('customers of whom ecomail-sync never heard arrive from loyalty-core, and a change in the middle wins', async () => {
    const shop = await TestShop.unconnected('first-export');
    const customers: CustomerSeen[] = [];
    for (const name of ['adam', 'bara', 'cyril']) {
      const customer = await shop.register(`${name}@first-export.test`);
      await shop.award(customer, '100.00');
      customers.push(customer);
    }
    await eventually(async () => {
      const { byType } = await shop.reconciliation();
      expect(byType['loyalty.CustomerChanged.v1']?.in).toBe(3);
      expect(byType['loyalty.CreditChanged.v1']?.in).toBe(3);
    });
    const client = new Client({ connectionString: databaseUrls['ecomail-sync'] });
    await client.connect();
    // As if ecomail-sync had not been there when they came.
    await client.query('delete from contacts where shop_id = $1', [shop.id]);
    await client.end();
    await shop.connect();
    const exports = `${urlOf('ecomail-sync')}/connections/${shop.id}/exports`;
    const { body } = await call<{ run: { id: string } }>('POST', exports, {});
    const [adam] = customers;
    if (adam) await shop.award(adam, '50.00');
    await eventually(
      async () =>
        expect((await call('GET', `${exports}/${body.run.id}`)).body).toMatchObject({
          run: { state: 'done' },
        }),
      { timeoutMs: 60_000 },
    );
    await eventually(async () => {
      const credits = await Promise.all(
        customers.map(
          async ({ email }) => (await shop.account.contact(shop.listId, email)).fields['ellity_credit'],
        ),
      );
      expect(credits).toEqual(['150,00', '100,00', '100,00']);
    });
  });
});
