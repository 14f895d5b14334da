import { Transactions } from '@ellity/messaging';
import { v7 as uuidv7 } from 'uuid';
import { anEmail, CoreStage } from '../loyalty-core.fixture';

import { awardCommandFrom, type CreditCommand } from './credit-command';
import { CreditCommandsService } from './credit-commands.service';
import type { Settlement } from './settlement';

/** Hundreds of parallel commands. */
jest.setTimeout(180_000);

describe('credits under concurrency', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop();
  });
  afterAll(() => core?.close());

  const settle = (commands: readonly CreditCommand[]): Promise<Settlement[]> =>
    core.service.app
      .get(Transactions)
      .run((transaction) => core.service.app.get(CreditCommandsService).settle(transaction, commands));
  const anAwardCommand = (email: string, key = uuidv7()): CreditCommand =>
    awardCommandFrom(
      { email, amount: '10.00', reason: 'order', idempotencyKey: key },
      {
        type: 'loyalty.AwardCredit.v1',
        shopid: shop,
        source: 'shop-adapter',
        time: new Date().toISOString(),
      },
    );
  const balanceOf = async (email: string): Promise<string | undefined> =>
    (await core.rows<{ balance: string }>('select balance from customers where email = $1', [email]))[0]
      ?.balance;

  it('50 parallel spends cannot take more than there is', async () => {
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '60.00');
    await core.award(shop, customer, '40.00');
    const answers = await Promise.all(Array.from({ length: 50 }, () => core.spend(shop, customer, '7.00')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(14);
    expect(answers.filter(({ body }) => body['code'] === 'insufficient-credit')).toHaveLength(36);
    expect((await core.account(shop, customer)).body).toMatchObject({ balance: '2.00', spendable: '2.00' });
  });

  it('the same request sent 20 times at once spends once and answers all alike', async () => {
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '60.00');
    const key = uuidv7();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => core.spend(shop, customer, '7.00', key)),
    );
    expect(
      new Set(answers.map(({ body }) => `${String(body['entryId'])} ${String(body['balance'])}`)).size,
    ).toBe(1);
    expect(answers.filter(({ body }) => body['duplicate'] === false)).toHaveLength(1);
    expect((await core.account(shop, customer)).body['balance']).toBe('53.00');
  });

  it('batches in opposite order, with customers still to be created, wait for each other and never deadlock', async () => {
    for (let round = 0; round < 5; round += 1) {
      const emails = Array.from({ length: 60 }, anEmail);
      const batches = Array.from({ length: 6 }, (_, index) => {
        const commands = emails.map((email) => anAwardCommand(email));
        return index % 2 === 0 ? commands : commands.reverse();
      });
      const settlements = await Promise.all(batches.map(settle));
      expect(settlements.flat().every(({ outcome }) => outcome === 'applied')).toBe(true);
      expect(await Promise.all(emails.map(balanceOf))).toEqual(emails.map(() => '60.00'));
    }
  });

  it('the same keys claimed by batches in opposite order are applied once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const commands = Array.from({ length: 100 }, () => anAwardCommand(anEmail()));
      const orders = [commands, commands.toReversed(), commands, commands.toReversed()];
      const settlements = (await Promise.all(orders.map(settle))).flat();
      const outcomes = settlements.map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(100);
      expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(300);
    }
  });

  it('a key used at the same moment for two addresses goes to one of them, and the other is not created', async () => {
    const commands = Array.from({ length: 10 }, () => anAwardCommand(anEmail(), 'one-key'));
    const settlements = (await Promise.all(commands.map((command) => settle([command])))).flat();
    expect(settlements.map(({ reason }) => reason ?? 'applied').sort()).toEqual([
      'applied',
      ...Array<string>(9).fill('key-reused'),
    ]);
    const found = await Promise.all(commands.map(({ customer }) => balanceOf(customer.email ?? '')));
    expect(found.filter((balance) => balance !== undefined)).toEqual(['10.00']);
  });

  it('a batch that is rolled back leaves its keys free and nobody created', async () => {
    const email = anEmail();
    const command = anAwardCommand(email);
    const failed = core.service.app.get(Transactions).run(async (transaction) => {
      await core.service.app.get(CreditCommandsService).settle(transaction, [command]);
      throw new Error('the batch fails after it was written');
    });
    await expect(failed).rejects.toThrow('the batch fails');
    expect(await balanceOf(email)).toBeUndefined();
    expect(await settle([command])).toEqual([
      expect.objectContaining({ outcome: 'applied', balance: '10.00' }),
    ]);
  });
});
