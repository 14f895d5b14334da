import { IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsIdempotencyKey } from '../rules';

/**
 * Publishes what is known of a customer once more, for receivers that may have missed a message: profile, balance with
 * its last change, PIN. Nothing changes, and nothing is announced.
 */
@Message('loyalty.RepublishCustomer', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  publishers: ['operator', 'ecomail-sync'],
  example: { email: 'jana.novakova@shop.test', idempotencyKey: 'republish-2026-11-23-1' },
})
export class RepublishCustomer {
  @IsOptional() @IsAddress() email?: string;
  @IsIdempotencyKey() idempotencyKey!: string;
}
