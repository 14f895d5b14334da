import { IsBoolean, IsIn, IsOptional, IsUrl, MaxLength } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsText } from '../rules';

/** What the customer said about marketing e-mails. `unknown` means that nobody asked. */
export const marketingConsents = ['granted', 'denied', 'unknown'] as const;
export type MarketingConsent = (typeof marketingConsents)[number];

/** A customer was created or changed. Always the whole profile, never a difference. */
@Message('loyalty.CustomerChanged', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: true,
  publishers: ['loyalty-core'],
  example: {
    email: 'jana.novakova@shop.test',
    firstName: 'Jana',
    lastName: 'Nováková',
    phone: '+420601002003',
    registered: true,
    group: 'VIP',
    referralCode: 'JANA7K2M',
    referralLink: 'https://shop.test/?ref=JANA7K2M',
    marketingConsent: 'granted',
  },
})
export class CustomerChanged {
  @IsAddress() email!: string;
  @IsOptional() @IsText(100) firstName!: string | null;
  @IsOptional() @IsText(100) lastName!: string | null;
  @IsOptional() @IsText(30) phone!: string | null;
  /** False: an anonymous customer, known by the address alone, who spends with a PIN. */
  @IsBoolean() registered!: boolean;
  @IsOptional() @IsText(100) group!: string | null;
  @IsOptional() @IsText(40) referralCode!: string | null;
  @IsOptional() @IsUrl({ require_tld: false }) @MaxLength(500) referralLink!: string | null;
  @IsIn(marketingConsents) marketingConsent!: MarketingConsent;
}
