import { IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsIdempotencyKey } from '../rules';

/** A customer asked to be forgotten. Whoever returns with the address later is somebody new, whom a repeated command does not touch. */
@Message('loyalty.EraseCustomer', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  publishers: ['shop-adapter', 'operator'],
  example: { email: 'jana.novakova@shop.test', idempotencyKey: 'erasure-98765' },
})
export class EraseCustomer {
  @IsOptional() @IsAddress() email?: string;
  @IsIdempotencyKey() idempotencyKey!: string;
}
