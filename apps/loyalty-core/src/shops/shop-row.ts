/** A row of `shops`, and what is made from one. */
import { dayIn, parseAmount } from '@ellity/contracts';
import {
  defaultSettings,
  type LapsedReturns,
  type ShortfallRule,
  type RewardedSignUps,
  type Shop,
  type ShopRules,
} from './shop';

/** The columns that settings are kept in. */
interface SettingsRow {
  readonly name: string;
  readonly time_zone: string;
  readonly language: 'cs' | 'en';
  readonly expiry_days: number | null;
  readonly expiry_months: number | null;
  readonly night_hour: number;
  readonly pin_length: number;
  readonly lapsed_returns: LapsedReturns;
  readonly shortfall_rule: ShortfallRule;
  readonly newsletter_reward: string | null;
  readonly rewarded_sign_ups: RewardedSignUps;
  readonly newsletter_taken_back: boolean;
  readonly registration_reward: string | null;
  readonly expiry_notice_target: 'none' | 'system' | 'ecomail';
  readonly expiry_notice_lead_days: number;
  readonly system_mails: boolean;
  readonly unknown_consent: 'granted' | 'denied';
}

export interface ShopRow extends SettingsRow {
  readonly id: string;
  readonly newsletter_reward_since: Date | null;
  readonly registration_reward_since: Date | null;
  readonly last_sequence: string;
}

export function rowOf(shop: Shop): SettingsRow & { readonly id: string } {
  return { id: shop.id, ...settingsRowOf(shop) };
}

function settingsRowOf(shop: Omit<Shop, 'id'>): SettingsRow {
  return {
    name: shop.name,
    time_zone: shop.timeZone,
    language: shop.language,
    expiry_days: shop.expiryDays,
    expiry_months: shop.expiryMonths,
    night_hour: shop.nightHour,
    pin_length: shop.pinLength,
    lapsed_returns: shop.lapsedReturns,
    shortfall_rule: shop.shortfallRule,
    newsletter_reward: shop.newsletterReward,
    rewarded_sign_ups: shop.rewardedSignUps,
    newsletter_taken_back: shop.newsletterTakenBack,
    registration_reward: shop.registrationReward,
    expiry_notice_target: shop.expiryNotice.target,
    expiry_notice_lead_days: shop.expiryNotice.leadDays,
    system_mails: shop.systemMails,
    unknown_consent: shop.unknownConsent,
  };
}

export function shopFrom(row: ShopRow): Shop {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    language: row.language,
    expiryDays: row.expiry_days,
    expiryMonths: row.expiry_months,
    nightHour: row.night_hour,
    pinLength: row.pin_length,
    lapsedReturns: row.lapsed_returns,
    shortfallRule: row.shortfall_rule,
    newsletterReward: row.newsletter_reward,
    rewardedSignUps: row.rewarded_sign_ups,
    newsletterTakenBack: row.newsletter_taken_back,
    registrationReward: row.registration_reward,
    expiryNotice: { target: row.expiry_notice_target, leadDays: row.expiry_notice_lead_days },
    systemMails: row.system_mails,
    unknownConsent: row.unknown_consent,
  };
}

/** For an update of every setting. */
export const settingColumns = Object.keys(settingsRowOf({ ...defaultSettings, name: '' })).join(', ');

export function rulesFrom(row: ShopRow, now: Date): ShopRules {
  return {
    today: dayIn(row.time_zone, now),
    expiryDays: row.expiry_days,
    expiryMonths: row.expiry_months,
    lapsedReturns: row.lapsed_returns,
    shortfallRule: row.shortfall_rule,
    newsletterReward: amountOf(row.newsletter_reward),
    rewardSince: row.newsletter_reward_since,
    rewardedSignUps: row.rewarded_sign_ups,
    newsletterTakenBack: row.newsletter_taken_back,
    registrationReward: amountOf(row.registration_reward),
    registrationRewardSince: row.registration_reward_since,
  };
}

const amountOf = (text: string | null) => (text === null ? null : parseAmount(text));

/** What a shop begins with, beside its settings. */
export const beginningOf = (shop: Shop, now: Date) => ({
  last_sequence: 0,
  created_at: now.toISOString(),
  newsletter_reward_since: shop.newsletterReward === null ? null : now.toISOString(),
  registration_reward_since: shop.registrationReward === null ? null : now.toISOString(),
});
