import { IsIn, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsIdempotencyKey, IsInstant, IsText } from '../rules';

/** Where a customer said it. */
export const consentSources = [
  'checkout',
  'registration',
  'account',
  'form',
  'store',
  'phone',
  'import',
  'console',
  'other',
] as const;
export type ConsentSource = (typeof consentSources)[number];

/** A customer granted or denied marketing e-mails at the shop. */
@Message('loyalty.RecordConsent', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  publishers: ['shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    marketingConsent: 'denied',
    decidedAt: '2026-11-23T08:15:30.123Z',
    source: 'account',
    proof: 'newsletter box in the account, wording of 2026-09',
    idempotencyKey: 'consent-98765',
  },
})
export class RecordConsent {
  @IsOptional() @IsAddress() email?: string;
  @IsIn(['granted', 'denied']) marketingConsent!: 'granted' | 'denied';
  @IsInstant() decidedAt!: string;
  /** Without it nobody can say later where the customer was asked. */
  @IsOptional() @IsIn(consentSources) source?: ConsentSource | null;
  /** What shows that it was said: the form, the version of its wording, a number of a record. Kept as long as the customer. */
  @IsOptional() @IsText(500) proof?: string | null;
  @IsIdempotencyKey() idempotencyKey!: string;
}
