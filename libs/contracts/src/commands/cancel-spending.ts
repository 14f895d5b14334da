import { IsBoolean, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsCode, IsCreditAmount, IsIdempotencyKey, IsText } from '../rules';

/**
 * Gives back what a spending took, wholly or in part, to the lots it came from; never more than it took. What lapsed
 * meanwhile lapses again at once, or is renewed, as the shop decided.
 */
@Message('loyalty.CancelSpending', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  publishers: ['shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    spendingKey: 'spend-2026001235',
    reason: 'spend-cancelled',
    reference: '2026001235',
    idempotencyKey: 'cancel-spend-2026001235',
  },
})
export class CancelSpending {
  @IsOptional() @IsAddress() email?: string;
  /** The idempotency key of the spending, of the same shop and sender. */
  @IsIdempotencyKey() spendingKey!: string;
  /** Without it: all that was not given back yet. */
  @IsOptional() @IsCreditAmount() amount?: string;
  @IsCode() reason!: string;
  @IsOptional() @IsText(100) reference?: string | null;
  /** False: fields are written, nobody is notified. */
  @IsOptional() @IsBoolean() announce?: boolean;
  @IsIdempotencyKey() idempotencyKey!: string;
}
