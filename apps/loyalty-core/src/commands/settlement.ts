/** What a credit command ended as; the same for ever under its key. */
import type { AccountRefusal } from '../credits/credit-account';
import type { RewardRefusal } from '../rewards/grant';

export type RefusalCode =
  AccountRefusal | RewardRefusal | 'expiry-invalid' | 'key-reused' | 'unknown-customer' | 'unknown-shop';

export interface Settlement {
  readonly outcome: 'applied' | 'duplicate' | 'refused';
  readonly reason: RefusalCode | null;
  readonly customerId: string | null;
  readonly entryId: string | null;
  readonly amount: string | null;
  readonly balance: string | null;
  /** What a revoke could not take, because it was spent. */
  readonly shortfall: string | null;
}

/** A key that was claimed before, and what it was settled as. */
export interface SettledKey {
  readonly digest: string;
  readonly settlement: Settlement;
}

export const refusal = (reason: RefusalCode, customerId: string | null = null): Settlement => ({
  outcome: 'refused',
  reason,
  customerId,
  entryId: null,
  amount: null,
  balance: null,
  shortfall: null,
});

/** The first answer of a key stands; another body under it is refused and changes nothing. */
export function repeated(before: SettledKey, digest: string): Settlement {
  if (before.digest !== digest) return refusal('key-reused');
  return before.settlement.outcome === 'applied'
    ? { ...before.settlement, outcome: 'duplicate' }
    : before.settlement;
}
