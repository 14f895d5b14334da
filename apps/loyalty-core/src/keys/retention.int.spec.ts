import { Clock } from '@ellity/platform';
import { Runs } from '@ellity/runs';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { anEmail, CoreStage } from '../loyalty-core.fixture';
import { RetentionService } from './retention.service';

describe('what was kept long enough', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  it('goes and stays counted; a key that moved credit lasts for ever', async () => {
    const customer = await core.aCustomer(shop, { email: anEmail() });
    const [moved, refused, recent] = [uuidv7(), uuidv7(), uuidv7()];
    await core.award(shop, customer, '10.00', { key: moved });
    await core.spend(shop, customer, '99.00', refused);
    await core.spend(shop, customer, '99.00', recent);
    await core.rows(`update commands set claimed_at = now() - interval '401 days' where key = any($1)`, [
      [moved, refused],
    ]);
    await core.rows(
      `insert into inbox (message_id, source, queue, received_at)
       values (gen_random_uuid(), 'shop-adapter', 'loyalty-core.credits', now() - interval '36 days'),
              (gen_random_uuid(), 'shop-adapter', 'loyalty-core.credits', now())`,
    );
    const retention = core.service.app.get(RetentionService);
    await Promise.all([retention.retire(), retention.retire()]);
    await retention.retire();

    const keys = await core.rows<{ key: string }>('select key from commands where shop_id = $1', [shop]);
    expect(keys.map(({ key }) => key).sort()).toEqual([moved, recent].sort());
    expect(await core.award(shop, customer, '10.00', { key: moved })).toMatchObject({
      body: { duplicate: true, balance: '10.00' },
    });
    expect(
      await core.rows('select table_name, shop_id, kind, rows::int from retired_rows order by 1'),
    ).toEqual([
      { table_name: 'commands', shop_id: shop, kind: 'spend refused', rows: 1 },
      { table_name: 'inbox', shop_id: '', kind: 'loyalty-core.credits shop-adapter', rows: 1 },
    ]);
    expect(await core.rows('select 1 from inbox')).toHaveLength(1);
  });

  it('what stays for ever is read once by a process: its next look begins a day before the last one', async () => {
    const customer = await core.aCustomer(shop, { email: anEmail() });
    const [recent, older] = [uuidv7(), uuidv7()];
    const remaining = async () => {
      const rows = await core.rows<{ key: string }>('select key from commands where key = any($1)', [
        [recent, older],
      ]);
      return rows.map(({ key }) => key);
    };
    const looking = () => new RetentionService(core.service.app.get(DataSource), new Clock());
    const retention = looking();
    await retention.retire();
    for (const [key, age] of [
      [recent, '400 days 12 hours'],
      [older, '402 days'],
    ] as const) {
      await core.spend(shop, customer, '99.00', key);
      await core.rows('update commands set claimed_at = now() - $2::interval where key = $1', [key, age]);
    }
    await retention.retire();
    expect(await remaining()).toEqual([older]);
    await looking().retire();
    expect(await remaining()).toEqual([]);
  });

  it('an ended run goes, and the import that it carried out is still known: its file is never carried out again', async () => {
    const [run, newer, file] = [uuidv7(), uuidv7(), uuidv7()];
    await core.rows(
      `insert into runs (id, kind, shop_id, step, state, created_at, finished_at)
       select id, 'import', $3, 'lines', 'done', now() - age, now() - age
       from (values ($1::uuid, interval '91 days'), ($2::uuid, interval '1 day')) as ended (id, age)`,
      [run, newer, shop],
    );
    await core.rows(
      `insert into imports (id, shop_id, digest, state, encoding, delimiter, ignored_columns, service, created_at, run_id)
       values ($1, $2, 'digest', 'done', 'utf-8', ',', '{}', 'console', now(), $3)`,
      [file, shop, run],
    );
    await core.service.app.get(Runs, { strict: false }).retireEnded();
    expect(await core.rows('select id from runs where shop_id = $1', [shop])).toEqual([{ id: newer }]);
    expect(await core.rows('select run_id from imports where id = $1', [file])).toEqual([{ run_id: null }]);
    const { body } = await core.http('GET', `shops/${shop}/imports/${file}`);
    expect(body).toMatchObject({ state: 'done', runId: null });
  });

  it('of an import that was stopped, the lines that were left go after 30 days, and are said not to have been carried out', async () => {
    const [over, recent] = [uuidv7(), uuidv7()];
    for (const [file, age] of [
      [over, '31 days'],
      [recent, '29 days'],
    ] as const) {
      await core.rows(
        `insert into imports (id, shop_id, digest, state, encoding, delimiter, ignored_columns, service, created_at, finished_at)
         values ($1, $2, $3, 'stopped', 'utf-8', ',', '{}', 'console', now() - interval '60 days', now() - $4::interval)`,
        [file, shop, age, age],
      );
      await core.rows(
        `insert into import_blocks (import_id, part, first_line, lines, carried, creates, updates, credits, content)
         values ($1, 0, 2, '{2,4,5}', 1, 3, 0, 3, 'sealed'), ($1, 1, 3, '{3}', 1, 1, 0, 1, null)`,
        [file],
      );
      await core.rows(`insert into import_lines values ($1, 4, 'remarked', '[]')`, [file]);
    }
    await core.service.app.get(RetentionService).retire();
    expect(await core.rows('select import_id from import_blocks where content is not null')).toEqual([
      { import_id: recent },
    ]);
    const viewOf = async (file: string) => (await core.http('GET', `shops/${shop}/imports/${file}`)).body;
    expect(await viewOf(over)).toMatchObject({ lines: 4, done: 2, failed: 2, ready: 0 });
    expect(await viewOf(recent)).toMatchObject({ lines: 4, done: 2, failed: 0, ready: 2 });
    const { body } = await core.http('GET', `shops/${shop}/imports/${over}/problems`);
    expect(body['items']).toMatchObject([
      { line: 4, code: 'not-in-time' },
      { line: 5, code: 'not-in-time' },
    ]);
  });
});
