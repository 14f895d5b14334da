import { IsIn, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsIdempotencyKey, IsInstant } from '../rules';

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
    idempotencyKey: 'consent-98765',
  },
})
export class RecordConsent {
  @IsOptional() @IsAddress() email?: string;
  @IsIn(['granted', 'denied']) marketingConsent!: 'granted' | 'denied';
  @IsInstant() decidedAt!: string;
  @IsIdempotencyKey() idempotencyKey!: string;
}
