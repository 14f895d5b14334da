/**
 * Rewards that are paid once. A grant remembers which lot a reward opened, and how much of it the last revoke took,
 * so that leaving and coming back can never bring more than the grant. A grant of nothing remembers somebody who had
 * what is rewarded without being paid for it, and never will be.
 */
import type { Amount } from '@ellity/contracts';
import type { Refusal } from '../credits/credit-account';

export type RewardRefusal =
  'already-granted' | 'no-grant' | 'reward-kept' | 'reward-off' | 'subscribed-before';

/** What people sign up for, and leave. */
export type SignUpReward = 'newsletter';
export type RewardName = SignUpReward | 'registration';

export interface Grant {
  readonly shopId: string;
  readonly reward: RewardName;
  /** Keyed hash of the address; outlives the customer. */
  readonly addressHash: string;
  /** Null: the address was not a customer's when it was remembered. */
  readonly customerId: string | null;
  /** Null: a grant of nothing. */
  readonly lotId: string | null;
  readonly amount: Amount;
  /** What the last revoke took and was not given back yet. */
  readonly returnable: Amount;
}

export interface PaidGrant extends Grant {
  readonly lotId: string;
}

export type RewardPlan =
  | { readonly plan: 'grant'; readonly amount: Amount }
  | { readonly plan: 'return'; readonly grant: PaidGrant }
  | Refusal<RewardRefusal>;

/** What a sign-up earns: the grant, what the last leaving took, or nothing. A switched-off reward pays no new grants. */
export function rewardPlan(given: {
  readonly customerId: string;
  readonly grant: Grant | undefined;
  readonly reward: Amount | null;
}): RewardPlan {
  const { customerId, grant, reward } = given;
  if (grant) {
    if (!isPaid(grant)) return { refused: 'subscribed-before' };
    const isReturn = grant.customerId === customerId && grant.returnable > 0n;
    return isReturn ? { plan: 'return', grant } : { refused: 'already-granted' };
  }
  return reward === null ? { refused: 'reward-off' } : { plan: 'grant', amount: reward };
}

export const isPaid = (grant: Grant): grant is PaidGrant => grant.lotId !== null;

/** Remembers that an address had what is rewarded without a grant: from now on it earns nothing. */
export const grantOfNothing = (
  of: Pick<Grant, 'shopId' | 'reward' | 'addressHash' | 'customerId'>,
): Grant => ({ ...of, lotId: null, amount: 0n, returnable: 0n });

export const grantText = (reward: RewardName, of: { customerId: string } | { addressHash: string }): string =>
  JSON.stringify([reward, of]);

/** Everything that a grant is found by. */
export const grantTexts = ({ reward, customerId, addressHash }: Grant): string[] => [
  ...(customerId === null ? [] : [grantText(reward, { customerId })]),
  grantText(reward, { addressHash }),
];
