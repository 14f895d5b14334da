/**
 * Rewards that are paid once. A grant remembers which lot a reward opened, and how much of it the last revoke took,
 * so that leaving and coming back can never bring more than the grant.
 */
import type { Refusal } from '../credits/credit-account';
import type { Amount } from '../credits/amount';

export type RewardName = 'newsletter';

export interface Grant {
  readonly shopId: string;
  readonly reward: RewardName;
  /** Keyed hash of the address; outlives the customer. */
  readonly addressHash: string;
  readonly customerId: string;
  readonly lotId: string;
  readonly amount: Amount;
  /** What the last revoke took and was not given back yet. */
  readonly returnable: Amount;
}

export type RewardPlan =
  | { readonly plan: 'grant'; readonly amount: Amount }
  | { readonly plan: 'return'; readonly grant: Grant }
  | Refusal;

/** What a sign-up earns: the grant, what the last leaving took, or nothing. A switched-off reward pays no new grants. */
export function rewardPlan(given: {
  readonly customerId: string;
  readonly grant: Grant | undefined;
  readonly reward: Amount | null;
}): RewardPlan {
  const { customerId, grant, reward } = given;
  if (grant) {
    const isReturn = grant.customerId === customerId && grant.returnable > 0n;
    return isReturn ? { plan: 'return', grant } : { refused: 'already-granted' };
  }
  return reward === null ? { refused: 'reward-off' } : { plan: 'grant', amount: reward };
}
