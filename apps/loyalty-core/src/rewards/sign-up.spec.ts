import { isRegistrationRewarded, isRewarded } from './sign-up';

const since = new Date('2026-11-20T10:00:00Z');
const before = new Date(since.getTime() - 1);
const newsletter = { newsletterReward: 5_000n, rewardSince: since };
const registration = { registrationReward: 5_000n, registrationRewardSince: since };

it('a sign-up of before the reward was switched on earns nothing, also where it is heard of afterwards', () => {
  expect([isRewarded(newsletter, before), isRewarded(newsletter, since)]).toEqual([false, true]);
  expect(isRewarded({ newsletterReward: null, rewardSince: since }, since)).toBe(false);
});

it('a registration of before its reward was switched on earns nothing, also where it is heard of afterwards', () => {
  const rewarded = [before, since].map((at) => isRegistrationRewarded(registration, at));
  expect(rewarded).toEqual([false, true]);
  expect(isRegistrationRewarded({ registrationReward: null, registrationRewardSince: since }, since)).toBe(
    false,
  );
});
