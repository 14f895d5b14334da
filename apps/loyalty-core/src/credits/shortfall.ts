/** What a revoke could not take, because it was spent: recorded, taken from other lots, or owed. */
import { type Amount, type Day, lesserOf, sumOf } from '@ellity/contracts';
import type { ShortfallRule } from '../shops/shop';
import { byEnd, type CreditAccount, isLiving, type Movement, type Refusal } from './credit-account';

export interface Shortfall {
  readonly id: string;
  readonly customerId: string;
  /** The award that was to be taken back. */
  readonly lotId: string;
  /** Not made up yet: by credits that come back to the same lot, or, where it is owed, by any. */
  readonly open: Amount;
  readonly isOwed: boolean;
}

export interface ClaimPlan {
  readonly movements: readonly Movement[];
  /** What was asked for, or as much of it as was never taken back before. */
  readonly claimed: Amount;
  readonly missing: Amount;
}

/**
 * What is taken to take an award back: what is left of it, then as the rule says. `claimed` is what was taken back of
 * this award before, lapsed, or is an open shortfall: never more is taken back than was granted.
 */
export function claimPlan(
  account: CreditAccount,
  asked: {
    readonly lotId: string;
    readonly amount: Amount | null;
    readonly claimed: Amount;
    readonly rule: ShortfallRule;
    readonly today: Day;
  },
): ClaimPlan | Refusal {
  const lot = account.lots.find(({ id }) => id === asked.lotId);
  if (!lot) return { refused: 'unknown-award' };
  const claimable = lot.amount - asked.claimed;
  if (claimable <= 0n) return { refused: 'nothing-left' };
  const claimed = asked.amount === null ? claimable : lesserOf(asked.amount, claimable);
  const others = asked.rule === 'other-lots' ? account.lots.filter((one) => isLiving(one, asked.today)) : [];
  const movements: Movement[] = [];
  let missing = claimed;
  for (const { id, remaining } of [lot, ...others.filter((one) => one !== lot).sort(byEnd)]) {
    const amount = lesserOf(missing, remaining);
    if (amount === 0n) continue;
    movements.push({ lotId: id, amount: -amount });
    missing -= amount;
  }
  return { movements, claimed, missing };
}

/** What credits that came into lots make up of an open shortfall. */
export function makeUpPlan(
  account: CreditAccount,
  added: readonly Movement[],
  { open, lotId, isOwed }: Shortfall,
): { readonly movements: readonly Movement[]; readonly open: Amount } {
  const movements: Movement[] = [];
  let missing = open;
  for (const { lotId: id, amount: came } of added) {
    if (!isOwed && id !== lotId) continue;
    const held = account.lots.find((lot) => lot.id === id)?.remaining ?? 0n;
    const amount = lesserOf(missing, lesserOf(came, held));
    if (amount <= 0n) continue;
    movements.push({ lotId: id, amount: -amount });
    missing -= amount;
  }
  return { movements, open: missing };
}

/** What a customer owes: taken from the next credits that come. */
export const owedOf = (shortfalls: Iterable<Shortfall>): Amount =>
  sumOf([...shortfalls].filter(({ isOwed }) => isOwed).map(({ open }) => open));
