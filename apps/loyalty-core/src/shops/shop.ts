/** A shop (tenant) and the settings of its loyalty programme. */
import { type Amount, type Day, dayAfter, monthsAfter, type ShopChanged } from '@ellity/contracts';

export const rewardedSignUps = ['any', 'list'] as const;
export type RewardedSignUps = (typeof rewardedSignUps)[number];

export const lapsedReturns = ['lapse', 'renew'] as const;
/** What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew. */
export type LapsedReturns = (typeof lapsedReturns)[number];

export const shortfallRules = ['stop', 'other-lots', 'owe'] as const;
/**
 * What a shop does about what a revoke cannot take, because it was spent: records it, takes it from other lots, or lets
 * the customer owe it. A balance never falls below zero: what is owed is taken from the next credits.
 */
export type ShortfallRule = (typeof shortfallRules)[number];

export interface ShopSettings {
  readonly name: string;
  readonly timeZone: string;
  readonly language: 'cs' | 'en';
  /** How long new credits live where the award does not say: days, or months; both null: for ever. */
  readonly expiryDays: number | null;
  readonly expiryMonths: number | null;
  /** The full hour of the shop's clocks at which its night begins. */
  readonly nightHour: number;
  readonly lapsedReturns: LapsedReturns;
  /** What becomes of an award that is taken back after it was spent. */
  readonly shortfallRule: ShortfallRule;
  /** Digits of new PINs. */
  readonly pinLength: number;
  /** Credits for a newsletter sign-up; null: no reward. */
  readonly newsletterReward: string | null;
  /** Which first sign-ups are rewarded: by a form of the list or by consent at the shop, or by a form alone. */
  readonly rewardedSignUps: RewardedSignUps;
  /** Whether leaving the newsletter takes back what is left of the reward. */
  readonly newsletterTakenBack: boolean;
  /** Credits for registering; null: no reward. */
  readonly registrationReward: string | null;
  readonly expiryNotice: { readonly target: 'none' | 'system' | 'ecomail'; readonly leadDays: number };
  readonly systemMails: boolean;
  readonly unknownConsent: 'granted' | 'denied';
}

/** What decisions about credits need to know of a shop. */
export interface ShopRules {
  readonly today: Day;
  readonly expiryDays: number | null;
  readonly expiryMonths: number | null;
  readonly lapsedReturns: LapsedReturns;
  readonly shortfallRule: ShortfallRule;
  readonly newsletterReward: Amount | null;
  /** Since when there is a reward; sign-ups of before earn nothing. */
  readonly rewardSince: Date | null;
  readonly rewardedSignUps: RewardedSignUps;
  readonly newsletterTakenBack: boolean;
  readonly registrationReward: Amount | null;
  /** Since when registering is rewarded; registrations of before earn nothing. */
  readonly registrationRewardSince: Date | null;
}

/** The last day of credits awarded today: the one asked for, or what the shop's rule says; null: they never lapse. */
export function lastDayOf(
  { today, expiryDays, expiryMonths }: Pick<ShopRules, 'today' | 'expiryDays' | 'expiryMonths'>,
  asked: Day | null = null,
): Day | null {
  if (asked !== null) return asked;
  if (expiryMonths !== null) return monthsAfter(today, expiryMonths);
  return expiryDays === null ? null : dayAfter(today, expiryDays);
}

export interface Shop extends ShopSettings {
  readonly id: string;
}

export const shopIdPattern = /^[a-z][a-z0-9-]{0,59}$/;

/** What a shop has until somebody decides otherwise. Nobody is warned and nobody is mailed by surprise. */
export const defaultSettings: Omit<ShopSettings, 'name'> = {
  timeZone: 'Europe/Prague',
  language: 'cs',
  expiryDays: null,
  expiryMonths: null,
  nightHour: 2,
  pinLength: 6,
  lapsedReturns: 'lapse',
  shortfallRule: 'stop',
  newsletterReward: null,
  rewardedSignUps: 'any',
  newsletterTakenBack: true,
  registrationReward: null,
  expiryNotice: { target: 'none', leadDays: 14 },
  systemMails: false,
  unknownConsent: 'denied',
};

/** The settings that other services need. */
export function shopSnapshotOf(shop: ShopSettings): ShopChanged {
  const { name, timeZone, language, systemMails, unknownConsent, expiryNotice, newsletterReward } = shop;
  return { name, timeZone, language, systemMails, unknownConsent, expiryNotice, newsletterReward };
}

/**
 * The settings with those that were changed in place of the old ones; null is a value. A validity in months ends the one
 * in days, and the other way round.
 */
export function changedSettings<S extends ShopSettings>(shop: S, change: Partial<ShopSettings>): S {
  const changed = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const { expiryDays: days, expiryMonths: months } = change;
  const ended =
    typeof months === 'number'
      ? { expiryDays: null }
      : typeof days === 'number'
        ? { expiryMonths: null }
        : {};
  return { ...shop, ...changed, ...ended };
}
