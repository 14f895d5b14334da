/** Sign-ups that nobody was paid for yet, because whoever signed up is no customer yet. */
import type { ShopRules } from '../shops/shop';
import type { SignUpReward } from './grant';

export interface SignUp {
  readonly shopId: string;
  readonly reward: SignUpReward;
  readonly addressHash: string;
  readonly signedUpAt: Date;
  /** True: they left again. A later sign-up counts as if there had been none. */
  readonly hasLeft: boolean;
}

/** A sign-up of before the reward was switched on earns nothing, whenever it is heard of. */
export const isRewarded = (
  { newsletterReward, rewardSince }: Pick<ShopRules, 'newsletterReward' | 'rewardSince'>,
  at: Date,
): boolean => newsletterReward !== null && rewardSince !== null && at.getTime() >= rewardSince.getTime();

/** The same of registrations. */
export const isRegistrationRewarded = (
  {
    registrationReward,
    registrationRewardSince: since,
  }: Pick<ShopRules, 'registrationReward' | 'registrationRewardSince'>,
  at: Date,
): boolean => registrationReward !== null && since !== null && at.getTime() >= since.getTime();

/** A decision at the shop that somebody took about marketing e-mails, where the shop rewards it. */
export const rewardsConsent = (shop: ShopRules): boolean => shop.rewardedSignUps === 'any';
