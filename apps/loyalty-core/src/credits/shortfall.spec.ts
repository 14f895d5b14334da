import { amountText, sumOf } from '@ellity/contracts';
import fc from 'fast-check';
import type { ShortfallRule } from '../shops/shop';
import type { CreditAccount } from './credit-account';
import { type Posting, type PostingAction, PostingBatch, type Revoked } from './posting';

const today = '2026-11-23';
const about: Omit<Posting, 'action'> = {
  shopId: 'demo',
  customerId: 'jana',
  reason: 'order-cancelled',
  reference: null,
  announce: true,
  by: { service: 'shop-adapter', actor: null, key: null, runId: null },
};

function aBatch(): PostingBatch {
  let entries = 0;
  return new PostingBatch({
    accounts: new Map(),
    newId: () => String((entries += 1)).padStart(4, '0'),
  });
}

/** Posts and resolves with the id of the entry. */
function done(batch: PostingBatch, action: PostingAction): string {
  const posted = batch.post({ ...about, action }, today);
  if ('refused' in posted) throw new Error(posted.refused);
  return posted.entry.id;
}

const award = (batch: PostingBatch, amount: bigint, expiresOn: string | null = null) =>
  done(batch, { kind: 'award', amount, expiresOn });
const spend = (batch: PostingBatch, amount: bigint) => done(batch, { kind: 'spend', amount });
const revoke = (
  batch: PostingBatch,
  lotId: string,
  shortfallRule: ShortfallRule,
  amount: bigint | null = null,
) => batch.revoke(about, { lotId, amount }, { today, shortfallRule });
const cancel = (batch: PostingBatch, spendingId: string) =>
  done(batch, { kind: 'cancel-spending', spendingId, amount: null, renewal: null });
const taken = (revoked: Revoked | { refused: string }) =>
  'refused' in revoked
    ? revoked.refused
    : [amountText(revoked.posted?.entry.amount ?? 0n), amountText(revoked.shortfall)];
const entriesOf = (batch: PostingBatch) =>
  batch.posted.map(({ posting, entry }) => `${entry.kind} ${posting.reason} ${amountText(entry.amount)}`);

describe('an award that is taken back after it was spent', () => {
  /** 100 of an order, of which 60 are spent, and 50 of another order. */
  const spent = () => {
    const batch = aBatch();
    const order = award(batch, 10_000n, '2026-12-24');
    const other = award(batch, 5_000n);
    return { batch, order, other, spending: spend(batch, 6_000n) };
  };

  it('stop: takes what is left, and records the rest', () => {
    const { batch, order } = spent();
    expect(taken(revoke(batch, order, 'stop'))).toEqual(['-40.00', '60.00']);
    expect(batch.balanceOf('jana')).toBe(5_000n);
    expect(batch.shortfallsAdded).toEqual([
      expect.objectContaining({ lotId: order, open: 6_000n, isOwed: false }),
    ]);
    award(batch, 7_000n);
    expect(batch.balanceOf('jana')).toBe(12_000n);
  });

  it('other-lots: takes the rest from other lots, and records what is missing even then', () => {
    const { batch, order, other } = spent();
    expect(taken(revoke(batch, order, 'other-lots'))).toEqual(['-90.00', '10.00']);
    expect(batch.balanceOf('jana')).toBe(0n);
    expect(taken(revoke(batch, other, 'stop'))).toEqual(['0.00', '50.00']);
  });

  it('owe: the customer owes the rest, and the next credits make it up', () => {
    const { batch, order } = spent();
    expect(taken(revoke(batch, order, 'owe'))).toEqual(['-40.00', '60.00']);
    award(batch, 4_500n);
    expect(batch.balanceOf('jana')).toBe(5_000n);
    award(batch, 4_500n);
    expect(batch.balanceOf('jana')).toBe(5_000n + 3_000n);
    expect(entriesOf(batch).slice(-4)).toEqual([
      'award order-cancelled 45.00',
      'revoke shortfall -45.00',
      'award order-cancelled 45.00',
      'revoke shortfall -15.00',
    ]);
    expect([...batch.shortfallsChanged.values()]).toEqual([0n]);
  });

  it('and whose spending is cancelled then: what comes back to the same lot is taken back too, so it never pays', () => {
    const { batch, order, spending } = spent();
    revoke(batch, order, 'stop');
    cancel(batch, spending);
    expect(batch.balanceOf('jana')).toBe(5_000n);
    expect(entriesOf(batch).slice(-2)).toEqual(['return order-cancelled 60.00', 'revoke shortfall -60.00']);
  });

  it('in parts never takes more than was granted, and a second time takes nothing', () => {
    const { batch, order } = spent();
    expect(taken(revoke(batch, order, 'stop', 3_000n))).toEqual(['-30.00', '0.00']);
    expect(taken(revoke(batch, order, 'stop', 3_000n))).toEqual(['-10.00', '20.00']);
    expect(taken(revoke(batch, order, 'stop', 9_900n))).toEqual(['0.00', '40.00']);
    expect(taken(revoke(batch, order, 'stop'))).toBe('nothing-left');
    expect(taken(revoke(batch, 'none', 'stop'))).toBe('unknown-award');
  });

  it('of which a part lapsed: what lapsed was never used, and is no shortfall', () => {
    const lot = { id: 'old', amount: 10_000n, remaining: 4_000n, expiresOn: '2026-11-22' };
    const batch = new PostingBatch({
      accounts: new Map<string, CreditAccount>([['jana', { balance: 4_000n, lots: [lot] }]]),
      newId: () => 'entry',
    });
    done(batch, { kind: 'lapse', lotIds: ['old'] });
    expect(taken(revoke(batch, 'old', 'stop'))).toEqual(['0.00', '60.00']);
  });
});

describe('whatever is awarded, spent, cancelled and taken back', () => {
  const amount = fc.bigInt({ min: 1n, max: 5_000n });
  const index = fc.nat(9);
  const rule = fc.constantFrom<ShortfallRule>('stop', 'other-lots', 'owe');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('award' as const), amount }),
    fc.record({ kind: fc.constant('spend' as const), amount }),
    fc.record({ kind: fc.constant('revoke' as const), index, amount: fc.option(amount), rule }),
    fc.record({ kind: fc.constant('cancel' as const), index }),
  );

  it('a customer never keeps more than was granted and not taken back, and owes what is missing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const batch = aBatch();
        const [awards, spendings]: [string[], string[]] = [[], []];
        /** The plain model: what was granted, claimed, and is out with spendings. */
        const model = { granted: 0n, claimed: 0n, spent: new Map<string, bigint>() };
        for (const one of steps) {
          if (one.kind === 'award') {
            awards.push(award(batch, one.amount));
            model.granted += one.amount;
          } else if (one.kind === 'spend') {
            if (batch.balanceOf('jana') < one.amount) continue;
            const id = spend(batch, one.amount);
            spendings.push(id);
            model.spent.set(id, one.amount);
          } else if (one.kind === 'revoke') {
            const revoked = revoke(batch, awards[one.index] ?? 'none', one.rule, one.amount);
            if ('refused' in revoked) continue;
            model.claimed += revoked.shortfall - (revoked.posted?.entry.amount ?? 0n);
          } else if (model.spent.get(spendings[one.index] ?? '')) {
            cancel(batch, spendings[one.index] ?? '');
            model.spent.delete(spendings[one.index] ?? '');
          }
          const open = sumOf(
            batch.shortfallsAdded.map((added) => batch.shortfallsChanged.get(added.id) ?? added.open),
          );
          const balance = batch.balanceOf('jana');
          expect(balance).toBe(model.granted - model.claimed - sumOf(model.spent.values()) + open);
          expect(balance >= 0n).toBe(true);
          const lots = batch.accounts.get('jana')?.lots ?? [];
          expect(sumOf(lots.map(({ remaining }) => remaining))).toBe(balance);
          expect(lots.every((lot) => lot.remaining >= 0n && lot.remaining <= lot.amount)).toBe(true);
          expect(model.claimed <= model.granted).toBe(true);
        }
      }),
    );
  });
});
