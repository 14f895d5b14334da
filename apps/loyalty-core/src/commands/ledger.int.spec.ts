import { Transactions, TransientError } from '@ellity/messaging';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LedgerVerification } from '../credits/ledger/ledger-verification.service';
import { customerAt } from '../customers/customer';
import { anEmail, CoreStage } from '../loyalty-core.fixture';
import { type CreditAction, type CreditCommand, creditCommandFrom } from './credit-command';
import { CreditCommandsService } from './credit-commands.service';

describe('the ledger', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
    shop = await core.aShop({ newsletterReward: '5.00', expiryDays: 30 });
  });
  afterAll(() => core?.close());

  /** What met another batch and says that it passes is tried again, as consumers and callers do. */
  const settle = async (commands: readonly CreditCommand[]): Promise<void> => {
    const { app } = core.service;
    await app
      .get(Transactions)
      .run((transaction) => app.get(CreditCommandsService).settle(transaction, commands))
      .catch((error: unknown) => {
        if (error instanceof TransientError) return settle(commands);
        throw error;
      });
  };

  const breaches = async () =>
    (await new LedgerVerification(core.service.app.get(DataSource)).verify()).breaches;

  it('balance, entries, movements and lots agree after any sequence of batches, two at a time', async () => {
    const emails = Array.from({ length: 3 }, anEmail);
    const amount = fc.bigInt({ min: 1n, max: 3_000n });
    const keys = Array.from({ length: 12 }, (_, index) => `key-${index}`);
    const action: fc.Arbitrary<CreditAction> = fc.oneof(
      fc.record({
        kind: fc.constant('award' as const),
        amount,
        expiresOn: fc.constantFrom(null, '2099-01-01', '2099-06-01'),
      }),
      fc.record({ kind: fc.constant('spend' as const), amount }),
      fc.record({
        kind: fc.constant('revoke' as const),
        award: fc.oneof(
          fc.record({ key: fc.constantFrom(...keys) }),
          fc.record({ reward: fc.constant('newsletter' as const) }),
        ),
        amount: fc.option(amount),
      }),
      fc.record({
        kind: fc.constant('cancel' as const),
        spending: fc.record({ key: fc.constantFrom(...keys) }),
        amount: fc.option(amount),
      }),
      fc.record({
        kind: fc.constant('reward' as const),
        reward: fc.constant('newsletter' as const),
        expiresOn: fc.constant(null),
      }),
    );
    const command = fc
      .record({ action, key: fc.constantFrom(...keys), email: fc.constantFrom(...emails) })
      .map(({ action: asked, key, email }) =>
        creditCommandFrom({
          shopId: shop,
          source: 'operator',
          type: asked.kind,
          key,
          customer: customerAt(shop, email),
          action: asked,
          reason: 'order',
          reference: null,
          announce: true,
          service: 'operator',
          actor: null,
          at: new Date(),
        }),
      );
    const batches = fc.array(fc.array(command, { minLength: 1, maxLength: 12 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, fc.uuid(), async (sequence, run) => {
        const own = sequence.map((batch) =>
          batch.map((one) => creditCommandFrom({ ...one, source: `run-${run}` })),
        );
        for (let index = 0; index < own.length; index += 2) {
          await Promise.all(own.slice(index, index + 2).map(settle));
        }
        expect(await breaches()).toEqual([]);
      }),
      { numRuns: 40 },
    );
    const [{ entries } = { entries: 0 }] = await core.rows<{ entries: number }>(
      'select count(*)::int as entries from ledger_entries',
    );
    expect(entries).toBeGreaterThan(50);
  });

  it.each([
    ['a balance below zero', `update customers set balance = -0.01 where id = $1`, 'customers_balance_check'],
    ['a lot below zero', `update lots set remaining = -0.01 where customer_id = $1`, 'lots_check'],
    [
      'a lot above its award',
      `update lots set remaining = amount + 0.01 where customer_id = $1`,
      'lots_check',
    ],
    ['a changed entry', `update ledger_entries set amount = 1 where customer_id = $1`, 'append-only'],
    ['a deleted entry', `delete from ledger_entries where customer_id = $1`, 'append-only'],
    ['a PIN of a registered customer', `update customers set pin = 'x' where id = $1`, 'only_anonymous'],
    [
      'the same number twice',
      `insert into ledger_entries select gen_random_uuid(), shop_id, customer_id, sequence, kind, amount, balance_after, reason,
         null, null, null, now(), null, null, null, day from ledger_entries where customer_id = $1`,
      'ledger_entries_customer_id_sequence_key',
    ],
    [
      'an entry under another shop',
      `insert into ledger_entries select gen_random_uuid(), 'other', customer_id, 1, kind, amount, balance_after, reason,
         null, null, null, now(), null, null, null, day from ledger_entries where customer_id = $1`,
      'ledger_entries_shop_id_customer_id_fkey',
    ],
  ])('%s is refused by the database itself', async (_wrong, sql, refusedBy) => {
    const customer = await core.aCustomer(shop);
    await core.award(shop, customer, '10.00', { key: uuidv7() });
    await expect(core.rows(sql, [customer])).rejects.toThrow(refusedBy);
  });
});
