import { IsBoolean, IsIn, IsInt, IsOptional, IsTimeZone, Max, Min } from 'class-validator';
import { Message } from '../message';
import { IsCreditAmount, IsPart, IsText } from '../rules';

export const expiryNoticeTargets = ['none', 'system', 'ecomail'] as const;

/** Who warns customers before their credits lapse, and how many days ahead. */
export class ExpiryNotice {
  @IsIn(expiryNoticeTargets) target!: (typeof expiryNoticeTargets)[number];
  @IsInt() @Min(0) @Max(3650) leadDays!: number;
}

/** The settings of a shop that other services need; always all of them. */
@Message('loyalty.ShopChanged', 1, {
  kind: 'event',
  customer: 'none',
  sequenced: true,
  isConsumerOptional: true,
  publishers: ['loyalty-core'],
  example: {
    name: 'Demo shop',
    timeZone: 'Europe/Prague',
    language: 'cs',
    systemMails: false,
    unknownConsent: 'denied',
    expiryNotice: { target: 'ecomail', leadDays: 14 },
    newsletterReward: '50.00',
  },
})
export class ShopChanged {
  @IsText(100) name!: string;
  @IsTimeZone() timeZone!: string;
  @IsIn(['cs', 'en']) language!: 'cs' | 'en';
  /** True: the loyalty system itself sends e-mails about credit, PIN and expiry. */
  @IsBoolean() systemMails!: boolean;
  /** How a customer who was never asked for consent counts. */
  @IsIn(['granted', 'denied']) unknownConsent!: 'granted' | 'denied';
  @IsPart(() => ExpiryNotice) expiryNotice!: ExpiryNotice;
  /** Credits for a newsletter sign-up; null: no reward. */
  @IsOptional() @IsCreditAmount() newsletterReward!: string | null;
}
