import { RegisterCustomer } from '@ellity/contracts';
import { messagingTables } from '@ellity/messaging';
import { dataSourceOptions } from '@ellity/platform';
import { eventually, TestStack } from '@ellity/testing';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { aMessage, anEmail, CoreStage } from '../loyalty-core.fixture';
import { LoyaltyCore1795440000000 } from '../migrations/1795440000000-loyalty-core';
import { GrantsOfNothing1795460000000 } from '../migrations/1795460000000-grants-of-nothing';
import { EmailIdentity1796000000000 } from '../migrations/1796000000000-email-identity';

describe('one address is one customer', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  const found = async (email: string): Promise<unknown[]> => {
    const { body } = await core.http('GET', `shops/${shop}/customers?email=${encodeURIComponent(email)}`);
    return (body['items'] as { id: unknown }[]).map(({ id }) => id);
  };

  it.each([
    ['a byte order mark in front', (name: string) => [`\ufeff${name}@shop.test`, `${name}@shop.test`]],
    ['a trailing blank', (name: string) => [`${name}@shop.test `, `${name}@shop.test`]],
    ['case of any letter', (name: string) => [`${name}ž@shop.test`, `${name}Ž@shop.test`]],
    ['composition', (name: string) => [`${name}z\u030c@shop.test`, `${name}ž@shop.test`]],
    ['the script of the domain', (name: string) => [`${name}@umläut.test`, `${name}@xn--umlut-ira.test`]],
  ])('without regard to %s, by HTTP and from the broker', async (_what, addresses) => {
    const [one = '', other = ''] = addresses(uuidv7());
    const customer = await core.aCustomer(shop, { email: one });
    const again = { email: other, registered: true, firstName: 'Jana' };
    expect(await core.http('POST', `shops/${shop}/customers`, again)).toMatchObject({
      status: 200,
      body: { id: customer },
    });
    const registration = {
      ...again,
      firstName: 'Eva',
      marketingConsent: 'unknown',
      idempotencyKey: uuidv7(),
    };
    await core.send(aMessage(RegisterCustomer, shop, registration as RegisterCustomer));
    await eventually(async () => expect((await core.account(shop, customer)).body['firstName']).toBe('Eva'));
    expect([await found(one), await found(other)]).toEqual([[customer], [customer]]);
  });

  it('an invisible character inside is refused in words', async () => {
    const body = { email: 'ja\u200bna@shop.test', registered: true };
    expect(await core.http('POST', `shops/${shop}/customers`, body)).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            field: 'email',
            problem: 'email must not hold invisible, control or blank characters inside the address',
          },
        ],
      },
    });
  });
});

describe('customers of before', () => {
  const before = [...messagingTables, LoyaltyCore1795440000000, GrantsOfNothing1795460000000];
  let stack: TestStack;
  let database: DataSource;

  beforeAll(async () => {
    stack = await TestStack.create();
    const options = { url: await stack.createDatabase(), poolSize: 1, service: 'test', entities: [] };
    database = await new DataSource(dataSourceOptions({ ...options, migrations: before })).initialize();
    await database.query(
      `insert into shops (id, name, time_zone, language, expiry_notice_target, expiry_notice_lead_days, system_mails,
         unknown_consent) values ('one', 'One', 'UTC', 'cs', 'none', 14, false, 'denied')`,
    );
    for (const [index, [email, registered]] of customers.entries()) {
      await database.query(
        `insert into customers (id, shop_id, email, email_key, registered, marketing_consent, balance)
         values ($1, 'one', $2, $3, $4, 'unknown', $5)`,
        [idOf(index), email, email.toLowerCase(), registered, index],
      );
    }
    await database.destroy();
    const migrations = [...before, EmailIdentity1796000000000];
    database = await new DataSource(dataSourceOptions({ ...options, migrations })).initialize();
  });
  afterAll(async () => {
    await database?.destroy();
    await stack?.close();
  });

  const plain = anEmail();
  const customers: readonly (readonly [string, boolean])[] = [
    [plain, true],
    ['\ufeffdup@shop.test', false],
    ['dup@shop.test', true],
    ['Jana@Umläut.test', true],
    ['ja\u200bna@shop.test', true],
    ['z\u030ca@shop.test', false],
    ['ŽA@shop.test', false],
  ];
  const idOf = (index: number): string => `00000000-0000-7000-8000-00000000000${index}`;

  it('keep their credit, and whoever has the address of another is found by id only', async () => {
    const rows: { id: string; email: string; email_identity: string | null; balance: string }[] =
      await database.query('select id, email, email_identity, balance from customers order by id');
    expect(rows.map(({ email, email_identity: identity }) => [email, identity])).toEqual([
      [plain, plain],
      ['dup@shop.test', null],
      ['dup@shop.test', 'dup@shop.test'],
      ['Jana@xn--umlut-ira.test', 'jana@xn--umlut-ira.test'],
      ['ja\u200bna@shop.test', 'ja\u200bna@shop.test'],
      ['ža@shop.test', 'ža@shop.test'],
      ['ŽA@shop.test', null],
    ]);
    expect(rows.map(({ balance }) => Number(balance))).toEqual(customers.map((_, index) => index));
  });

  it('are listed where two have one address or an address is refused now', async () => {
    expect(
      await database.query(
        'select customer_id, problem, kept_customer_id from address_conflicts order by customer_id',
      ),
    ).toEqual([
      { customer_id: idOf(1), problem: 'same-address', kept_customer_id: idOf(2) },
      { customer_id: idOf(4), problem: 'address-invisible', kept_customer_id: null },
      { customer_id: idOf(6), problem: 'same-address', kept_customer_id: idOf(5) },
    ]);
  });

  it('go back to what they were', async () => {
    await database.undoLastMigration();
    const rows: unknown[] = await database.query('select id from customers where email_key is not null');
    expect(rows).toHaveLength(customers.length);
  });
});
