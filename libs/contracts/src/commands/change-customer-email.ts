import { IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsIdempotencyKey } from '../rules';

/** A customer has another address from now on, and keeps everything else: credit, history, consent. */
@Message('loyalty.ChangeCustomerEmail', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  publishers: ['shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    newEmail: 'jana.svobodova@shop.test',
    idempotencyKey: 'email-98765',
  },
})
export class ChangeCustomerEmail {
  /** The address so far, unless the subject names the customer. */
  @IsOptional() @IsAddress() email?: string;
  /** Of no other customer of the shop. */
  @IsAddress() newEmail!: string;
  @IsIdempotencyKey() idempotencyKey!: string;
}
