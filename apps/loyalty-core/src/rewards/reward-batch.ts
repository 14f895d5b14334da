/** Decides what sign-ups earn and what leavings take back, one after the other; postings move the credits. */
import type { Amount, Day } from '@ellity/contracts';
import type { Refusal } from '../credits/credit-account';
import type { Posted, Posting, PostingBatch } from '../credits/posting';
import type { CustomerAt } from '../customers/customer';
import { lastDayOf, type ShopRules } from '../shops/shop';
import {
  type Grant,
  grantOfNothing,
  grantText,
  grantTexts,
  isPaid,
  type RewardName,
  rewardPlan,
  type RewardRefusal,
  type SignUpReward,
} from './grant';
import { isRewarded, type SignUp } from './sign-up';

/** A posting whose action follows from the reward. */
export interface RewardOccasion {
  readonly reward: SignUpReward;
  readonly shop: ShopRules;
  readonly posting: Omit<Posting, 'action'>;
}

/** Somebody who is no customer did something. */
export interface StrangerOccasion {
  readonly reward: SignUpReward;
  readonly shop: ShopRules;
  readonly shopId: string;
  readonly addressHash: string;
  readonly at: Date;
}

export interface RewardState {
  /** By `grantText`, under the customer's id and under the hash of its address. */
  readonly grants: ReadonlyMap<string, Grant>;
  /** By the hash of the address: of people who were no customers before this batch. */
  readonly signUps: ReadonlyMap<string, SignUp>;
  readonly addressHashOf: (customerId: string) => string;
  /** Of an address that is no customer's. */
  readonly unknownAddressHashOf: (customer: CustomerAt) => string;
}

export type Rewarded = Posted | Refusal<RewardRefusal> | Refusal;

export class RewardBatch {
  readonly grantsChanged = new Map<string, Grant>();
  /** By the hash of the address; undefined: no longer remembered. */
  readonly signUpsChanged = new Map<string, SignUp | undefined>();

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
    return this.pay({ reward, shop, posting }, plan.amount, expiresOn);
  }

  /** Pays whoever became registered, once per customer and per address. */
  registered({ shop, posting }: Omit<RewardOccasion, 'reward'>): Rewarded {
    const reward = 'registration';
    if (this.grantOf(reward, posting.customerId)) return { refused: 'already-granted' };
    if (shop.registrationReward === null) return { refused: 'reward-off' };
    return this.pay({ reward, shop, posting }, shop.registrationReward, lastDayOf(shop));
  }

  /** Takes back what is left of the grant, or as much of `amount` as is left, unless the shop lets people keep it. */
  leave({ reward, shop, posting }: RewardOccasion, amount: Amount | null): Rewarded {
    const { customerId, shopId } = posting;
    const grant = this.grantOf(reward, customerId);
    if (!grant || !isPaid(grant) || grant.customerId !== customerId) {
      this.rememberUnpaid(reward, shopId, customerId);
      return { refused: 'no-grant' };
    }
    if (!shop.newsletterTakenBack) return { refused: 'reward-kept' };
    const action = { kind: 'revoke', lotId: grant.lotId, amount } as const;
    const posted = this.postings.post({ ...posting, action }, shop.today);
    if (!('refused' in posted)) this.remember({ ...grant, returnable: -posted.entry.amount });
    return posted;
  }

  /** Pays a customer who is new for the sign-up that came before. */
  appeared(occasion: RewardOccasion): void {
    const addressHash = this.state.addressHashOf(occasion.posting.customerId);
    const signUp = this.signUpOf(addressHash);
    if (!signUp) return;
    this.signUpsChanged.set(addressHash, undefined);
    if (!signUp.hasLeft) this.signUp(occasion, lastDayOf(occasion.shop));
  }

  /** Pays when the customer appears; a sign-up of before there was a reward never does. */
  strangerSignedUp({ reward, shop, shopId, addressHash, at }: StrangerOccasion): void {
    if (this.isGranted(reward, addressHash)) return;
    const before = this.signUpOf(addressHash);
    if (before || isRewarded(shop, at)) {
      const signedUpAt = before?.signedUpAt ?? at;
      this.signUpsChanged.set(addressHash, { shopId, reward, addressHash, signedUpAt, hasLeft: false });
    } else this.remember(grantOfNothing({ shopId, reward, addressHash, customerId: null }));
  }

  /** Whoever leaves without a sign-up that we heard of was subscribed before, and earns nothing ever after. */
  strangerLeft({ reward, shopId, addressHash }: StrangerOccasion): void {
    if (this.isGranted(reward, addressHash)) return;
    const signUp = this.signUpOf(addressHash);
    if (signUp) this.signUpsChanged.set(addressHash, { ...signUp, hasLeft: true });
    else this.remember(grantOfNothing({ shopId, reward, addressHash, customerId: null }));
  }

  private pay(
    { reward, shop, posting }: Omit<RewardOccasion, 'reward'> & { readonly reward: RewardName },
    amount: Amount,
    expiresOn: Day | null,
  ): Rewarded {
    const { customerId, shopId } = posting;
    const action = { kind: 'award', amount, expiresOn } as const;
    const posted = this.postings.post({ ...posting, action }, shop.today);
    if ('refused' in posted) return posted;
    const addressHash = this.state.addressHashOf(customerId);
    const lotId = posted.entry.id;
    this.remember({ shopId, reward, addressHash, customerId, lotId, amount, returnable: 0n });
    return posted;
  }

  private signUpOf(addressHash: string): SignUp | undefined {
    return this.signUpsChanged.has(addressHash)
      ? this.signUpsChanged.get(addressHash)
      : this.state.signUps.get(addressHash);
  }

  private isGranted(reward: RewardName, addressHash: string): boolean {
    const known = grantText(reward, { addressHash });
    return this.grantsChanged.has(known) || this.state.grants.has(known);
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
