/** Decides what sign-ups earn and what leavings take back, one after the other; postings move the credits. */
import type { Amount, Day } from '@ellity/contracts';
import type { Refusal } from '../credits/credit-account';
import type { Posted, Posting, PostingBatch } from '../credits/posting';
import type { ShopRules } from '../shops/shop';
import {
  type Grant,
  grantOfNothing,
  grantText,
  grantTexts,
  isPaid,
  type RewardName,
  rewardPlan,
  type RewardRefusal,
} from './grant';

/** A posting whose action follows from the reward. */
export interface RewardOccasion {
  readonly reward: RewardName;
  readonly shop: ShopRules;
  readonly posting: Omit<Posting, 'action'>;
}

export interface RewardState {
  /** By `grantText`, under the customer's id and under the hash of its address. */
  readonly grants: ReadonlyMap<string, Grant>;
  readonly addressHashOf: (customerId: string) => string;
}

export type Rewarded = Posted | Refusal<RewardRefusal> | Refusal;

export class RewardBatch {
  readonly grantsChanged = new Map<string, Grant>();

  constructor(
    private readonly state: RewardState,
    private readonly postings: PostingBatch,
  ) {}

  /** Pays the grant, or gives back what the last leaving took. */
  signUp({ reward, shop, posting }: RewardOccasion, expiresOn: Day | null): Rewarded {
    const { customerId, shopId } = posting;
    const grant = this.grantOf(reward, customerId);
    const plan = rewardPlan({ customerId, grant, reward: shop.newsletterReward });
    if ('refused' in plan) {
      if (plan.refused === 'reward-off') this.rememberUnpaid(reward, shopId, customerId);
      return plan;
    }
    if (plan.plan === 'return') {
      const { lotId, returnable: amount } = plan.grant;
      const posted = this.postings.post(
        { ...posting, action: { kind: 'return', lotId, amount } },
        shop.today,
      );
      if (!('refused' in posted)) this.remember({ ...plan.grant, returnable: 0n });
      return posted;
    }
    const { amount } = plan;
    const posted = this.postings.post(
      { ...posting, action: { kind: 'award', amount, expiresOn } },
      shop.today,
    );
    if ('refused' in posted) return posted;
    const addressHash = this.state.addressHashOf(customerId);
    const lotId = posted.entry.id;
    this.remember({ shopId, reward, addressHash, customerId, lotId, amount, returnable: 0n });
    return posted;
  }

  /** Takes back what is left of the grant, or as much of `amount` as is left. */
  leave({ reward, shop, posting }: RewardOccasion, amount: Amount | null): Rewarded {
    const { customerId, shopId } = posting;
    const grant = this.grantOf(reward, customerId);
    if (!grant || !isPaid(grant) || grant.customerId !== customerId) {
      this.rememberUnpaid(reward, shopId, customerId);
      return { refused: 'no-grant' };
    }
    const action = { kind: 'revoke', lotId: grant.lotId, amount } as const;
    const posted = this.postings.post({ ...posting, action }, shop.today);
    if (!('refused' in posted)) this.remember({ ...grant, returnable: -posted.entry.amount });
    return posted;
  }

  /** Somebody who is no customer signed up or left. */
  strangerWasSubscribed(reward: RewardName, shopId: string, addressHash: string): void {
    const known = grantText(reward, { addressHash });
    if (this.grantsChanged.has(known) || this.state.grants.has(known)) return;
    this.remember(grantOfNothing({ shopId, reward, addressHash, customerId: null }));
  }

  /**
   * Whoever signs up or leaves was subscribed. Without a grant they earn nothing ever after, or those who subscribed
   * before there was a reward would be paid for leaving and coming back.
   */
  private rememberUnpaid(reward: RewardName, shopId: string, customerId: string): void {
    if (this.grantOf(reward, customerId)) return;
    const addressHash = this.state.addressHashOf(customerId);
    this.remember(grantOfNothing({ shopId, reward, addressHash, customerId }));
  }

  private remember(grant: Grant): void {
    for (const text of grantTexts(grant)) this.grantsChanged.set(text, grant);
  }

  private grantOf(reward: RewardName, customerId: string): Grant | undefined {
    const byCustomer = grantText(reward, { customerId });
    const byAddress = grantText(reward, { addressHash: this.state.addressHashOf(customerId) });
    return (
      this.grantsChanged.get(byCustomer) ??
      this.state.grants.get(byCustomer) ??
      this.grantsChanged.get(byAddress) ??
      this.state.grants.get(byAddress)
    );
  }
}
