/** A spending that may be cancelled: what it took goes back to the lots that it came from. */
import { type Amount, amountMax, lesserOf, sumOf } from '@ellity/contracts';
import { byEnd, type CreditAccount, type Decision, type Movement, moved } from './credit-account';

/** What a spending took and nobody gave back yet, by lot. */
export interface Spending {
  readonly customerId: string;
  readonly taken: ReadonlyMap<string, Amount>;
}

/**
 * Gives back `amount` of a spending, or as much as was not given back yet. What lapses last goes back first, so that the
 * account is as if less had been spent; a lot whose last day is over gets its part too, and whoever posts this says what
 * becomes of it. The account holds every lot that the spending took from.
 */
export function cancelSpending(
  account: CreditAccount,
  asked: { readonly id: string; readonly spending: Spending; readonly amount: Amount | null },
): Decision {
  const { id, spending } = asked;
  const left = sumOf(spending.taken.values());
  if (left === 0n) return { refused: 'nothing-left' };
  let missing = asked.amount === null ? left : lesserOf(asked.amount, left);
  if (account.balance + missing > amountMax) return { refused: 'balance-too-large' };
  const movements: Movement[] = [];
  for (const lot of [...account.lots].sort(byEnd).toReversed()) {
    const amount = lesserOf(missing, spending.taken.get(lot.id) ?? 0n);
    if (amount === 0n) continue;
    movements.push({ lotId: lot.id, amount });
    missing -= amount;
  }
  return moved(account, id, 'return', movements);
}

/** What is left of a spending after some of it was given back. */
export function spendingAfter(spending: Spending, given: readonly Movement[]): Spending {
  const taken = new Map(spending.taken);
  for (const { lotId, amount } of given) taken.set(lotId, (taken.get(lotId) ?? 0n) - amount);
  return { ...spending, taken };
}

/** What an entry of the kind `spend` took. */
export const spendingFrom = (customerId: string, movements: readonly Movement[]): Spending => ({
  customerId,
  taken: new Map(movements.map(({ lotId, amount }) => [lotId, -amount])),
});
