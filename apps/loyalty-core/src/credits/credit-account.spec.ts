import { amountMax, amountText, parseAmount, sumOf } from '@ellity/contracts';
import fc from 'fast-check';
import {
  award,
  type CreditAccount,
  type Decision,
  emptyAccount,
  giveBack,
  lapse,
  nextExpiration,
  revoke,
  spend,
  spendable,
} from './credit-account';

const today = '2026-11-23';

/** An account from lots written as `id amount expiresOn`. */
function anAccount(...lots: readonly string[]): CreditAccount {
  return lots.reduce<CreditAccount>((account, lot) => {
    const [id = '', amount = '', expiresOn] = lot.split(' ');
    return done(award(account, { id, amount: parseAmount(amount), expiresOn: expiresOn ?? null })).account;
  }, emptyAccount);
}

function done(decision: Decision) {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

const remainingOf = ({ lots }: CreditAccount): string[] =>
  lots.map(({ id, remaining }) => `${id} ${amountText(remaining)}`);

describe('a credit account', () => {
  it('an award raises the balance and opens a lot under its own id', () => {
    const { account, entry } = done(award(emptyAccount, { id: 'a', amount: 1500n, expiresOn: null }));
    expect(entry).toEqual({
      id: 'a',
      kind: 'award',
      amount: 1500n,
      balanceAfter: 1500n,
      movements: [{ lotId: 'a', amount: 1500n }],
    });
    expect(remainingOf(account)).toEqual(['a 15.00']);
  });

  it('a balance never grows beyond 12 digits', () => {
    const full = done(award(emptyAccount, { id: 'a', amount: amountMax, expiresOn: null })).account;
    expect(award(full, { id: 'b', amount: 1n, expiresOn: null })).toEqual({ refused: 'balance-too-large' });
  });

  it('spending takes the lot that lapses first, those without an end last, the older of two equals first', () => {
    const account = anAccount('a 10.00', 'd 5.00 2027-02-01', 'c 5.00 2027-01-01', 'b 5.00 2027-01-01');
    const { account: after, entry } = done(spend(account, { id: 's', amount: 1600n, today }));
    expect(entry.movements.map(({ lotId, amount }) => `${lotId} ${amountText(amount)}`)).toEqual([
      'b -5.00',
      'c -5.00',
      'd -5.00',
      'a -1.00',
    ]);
    expect(remainingOf(after)).toEqual(['a 9.00', 'd 0.00', 'c 0.00', 'b 0.00']);
  });

  it('a lot can be spent through its last day and not a day longer', () => {
    const account = anAccount('a 10.00 2026-11-22', 'b 10.00 2026-11-23');
    expect(spendable(account, today)).toBe(1000n);
    expect(remainingOf(done(spend(account, { id: 's', amount: 1000n, today })).account)).toEqual([
      'a 10.00',
      'b 0.00',
    ]);
    expect(spend(account, { id: 's', amount: 1001n, today })).toEqual({ refused: 'insufficient-credit' });
  });

  it('a revoke takes what is left of its own award and nothing of others', () => {
    const spent = done(
      spend(anAccount('a 10.00 2027-01-01', 'b 10.00'), { id: 's', amount: 400n, today }),
    ).account;
    const { account, entry } = done(revoke(spent, { id: 'r', lotId: 'a', amount: null }));
    expect([amountText(entry.amount), ...remainingOf(account)]).toEqual(['-6.00', 'a 0.00', 'b 10.00']);
    expect(revoke(account, { id: 'r2', lotId: 'a', amount: null })).toEqual({ refused: 'nothing-left' });
  });

  it('a revoke of a part takes that part, and at most what is left', () => {
    const account = anAccount('a 10.00');
    const part = done(revoke(account, { id: 'r', lotId: 'a', amount: 300n }));
    expect(remainingOf(part.account)).toEqual(['a 7.00']);
    expect(done(revoke(part.account, { id: 'r2', lotId: 'a', amount: 900n })).entry.amount).toBe(-700n);
  });

  it('a return goes to the same lot with its old end, as long as that lives', () => {
    const account = done(
      revoke(anAccount('a 10.00 2026-12-01'), { id: 'r', lotId: 'a', amount: null }),
    ).account;
    const given = { id: 'g', lotId: 'a', amount: 1000n };
    const { account: after } = done(giveBack(account, { ...given, today }));
    expect(after.lots).toEqual([{ id: 'a', amount: 1000n, remaining: 1000n, expiresOn: '2026-12-01' }]);
    expect(giveBack(account, { ...given, today: '2026-12-02' })).toEqual({ refused: 'expiry-past' });
  });

  it('a lot lapses with what is left of it when its last day is over, and not before', () => {
    const spent = done(
      spend(anAccount('a 10.00 2026-11-23', 'b 5.00'), { id: 's', amount: 400n, today }),
    ).account;
    expect(lapse(spent, { id: 'l', lotIds: ['a'], today })).toEqual({ refused: 'not-over' });
    const { account, entry } = done(lapse(spent, { id: 'l', lotIds: ['a'], today: '2026-11-24' }));
    expect([entry.kind, amountText(entry.amount), ...remainingOf(account)]).toEqual([
      'lapse',
      '-6.00',
      'a 0.00',
      'b 5.00',
    ]);
    const again = { id: 'm', lotIds: ['a'], today: '2026-11-24' };
    expect(lapse(account, again)).toEqual({ refused: 'nothing-left' });
    expect(lapse(account, { ...again, lotIds: ['b'] })).toEqual({ refused: 'not-over' });
  });

  it('what lapses next is the sum of the earliest living day, or nothing', () => {
    const account = anAccount(
      'a 1.00 2026-11-22',
      'b 2.00 2027-01-01',
      'c 4.00 2027-01-01',
      'd 8.00 2027-02-01',
      'e 1.00',
    );
    expect(nextExpiration(account, today)).toEqual({ date: '2027-01-01', amount: 600n });
    expect(nextExpiration(anAccount('e 1.00'), today)).toBeNull();
  });

  it('whatever happens, the balance is the sum of the entries and of the lots, and no lot leaves its bounds', () => {
    const amount = fc.bigInt({ min: 1n, max: 50_000n });
    const day = fc.constantFrom(null, '2026-11-22', today, '2026-12-24', '2027-01-01');
    const index = fc.nat(20);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('award' as const), amount, expiresOn: day }),
      fc.record({ kind: fc.constant('spend' as const), amount }),
      fc.record({ kind: fc.constant('revoke' as const), index, amount: fc.option(amount) }),
      fc.record({ kind: fc.constant('return' as const), index }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        let account = emptyAccount;
        let entriesTotal = 0n;
        const taken = new Map<string, bigint>();
        steps.forEach((one, number) => {
          const id = String(number).padStart(3, '0');
          const lotId = account.lots['index' in one ? one.index : 0]?.id ?? 'none';
          const decision =
            one.kind === 'award'
              ? award(account, { id, amount: one.amount, expiresOn: one.expiresOn })
              : one.kind === 'spend'
                ? spend(account, { id, amount: one.amount, today })
                : one.kind === 'revoke'
                  ? revoke(account, { id, lotId, amount: one.amount })
                  : giveBack(account, { id, lotId, amount: taken.get(lotId) ?? 0n, today });
          if ('refused' in decision) return;
          taken.set(lotId, one.kind === 'revoke' ? -decision.entry.amount : 0n);
          account = decision.account;
          entriesTotal += decision.entry.amount;
          expect(decision.entry.balanceAfter).toBe(account.balance);
          expect(sumOf(decision.entry.movements.map((movement) => movement.amount))).toBe(
            decision.entry.amount,
          );
          expect(account.balance).toBe(entriesTotal);
          expect(account.balance).toBe(sumOf(account.lots.map(({ remaining }) => remaining)));
          expect(account.lots.every((lot) => lot.remaining >= 0n && lot.remaining <= lot.amount)).toBe(true);
        });
      }),
    );
  });
});
