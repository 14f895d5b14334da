import { ChildScript } from '@ellity/testing';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { LedgerVerification } from './credits/ledger/ledger-verification.service';
import { CoreStage } from './loyalty-core.fixture';

describe('the command that proves the ledger', () => {
  let core: CoreStage;
  let customer: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    const shop = await core.aShop();
    customer = await core.aCustomer(shop);
    await core.award(shop, customer, '60.00');
    await core.award(shop, customer, '40.00');
    await core.spend(shop, customer, '70.00');
    await core.award(shop, customer, '5.00');
  });
  afterAll(() => core?.close());

  const verified = async () => {
    const run = ChildScript.run(join(__dirname, 'ledger-verify.command.ts'), {
      DATABASE_URL: core.config.database.url,
    });
    return { code: await run.ended, lines: run.lines };
  };
  const brokenRules = async () => {
    const { breaches } = await new LedgerVerification(core.service.app.get(DataSource)).verify();
    return breaches.map(({ rule }) => rule.name);
  };
  const entries = () =>
    core.rows<{ id: string }>('select id from ledger_entries where customer_id = $1 order by sequence', [
      customer,
    ]);
  /** Breaks what only a bug could, as the owner of the tables. */
  const tampered = (table: string, change: string) =>
    core.rows(
      `alter table ${table} disable trigger user; ${change}; alter table ${table} enable trigger user`,
    );

  it('ends with 0 where balances, lots, movements and entries agree', async () => {
    expect(await verified()).toEqual({
      code: 0,
      lines: ['consistent: 4 entries, their movements, lots, balances and sums agree'],
    });
  });

  it('ends with 1 and names the entry that breaks the chain, the earliest first', async () => {
    const [, second, third] = await entries();
    await tampered(
      'ledger_entries',
      `update ledger_entries set balance_after = 31 where id = '${third?.id}'`,
    );
    await tampered('lot_movements', `update lot_movements set amount = 41 where entry_id = '${second?.id}'`);
    const { code, lines } = await verified();
    expect(code).toBe(1);
    expect(lines[0]).toMatch(
      new RegExp(`^entry-is-its-movements: .*entry ${second?.id}\\): 40.00 instead of 41.00$`),
    );
    expect(lines.join('\n')).toMatch(
      new RegExp(`balance-follows-the-entry-before: .*entry ${third?.id}\\): 31.00 instead of 30.00`),
    );
    expect(lines.at(-1)).toMatch(/^not consistent: \d rules are broken; nothing was changed$/);
    await tampered('lot_movements', `update lot_movements set amount = 40 where entry_id = '${second?.id}'`);
    await tampered(
      'ledger_entries',
      `update ledger_entries set balance_after = 30 where id = '${third?.id}'`,
    );
  });

  it.each([
    [
      'a lot without its award',
      'insert into lots select gen_random_uuid(), shop_id, customer_id, 1, 1 from lots limit 1',
      'delete from lots where amount = 1',
      'lot-is-its-award',
    ],
    [
      'a lot under another customer',
      'update lots set customer_id = gen_random_uuid() where amount = 5',
      'update lots l set customer_id = e.customer_id from ledger_entries e where e.id = l.id',
      'lot-is-its-award',
    ],
    [
      'a movement without its entry',
      'insert into lot_movements select gen_random_uuid(), lot_id, shop_id, 1 from lot_movements limit 1',
      'delete from lot_movements where amount = 1',
      'movement-is-of-an-entry',
    ],
  ])('finds %s, which no key of the tables refuses', async (_what, change, back, rule) => {
    await core.rows(change);
    expect(await brokenRules()).toContain(rule);
    await tampered('lot_movements', back);
    expect(await brokenRules()).toEqual([]);
  });

  it.each([
    [
      'a balance that no entry left',
      'customers',
      'update customers set balance = 36',
      'balance-is-the-last-entry',
    ],
    [
      'a lot that holds something else',
      'lots',
      'update lots set remaining = 4 where amount = 5',
      'lot-holds-what-was-moved',
    ],
  ])('finds %s', async (_what, table, change, rule) => {
    await core.rows(`create table kept as select * from ${table}`);
    await core.rows(change);
    expect(await brokenRules()).toContain(rule);
    const column = table === 'lots' ? 'remaining' : 'balance';
    await core.rows(
      `update ${table} t set ${column} = kept.${column} from kept where kept.id = t.id; drop table kept`,
    );
    expect(await brokenRules()).toEqual([]);
  });
});
