import { IsBoolean, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsCode, IsCreditAmount, IsIdempotencyKey, IsText } from '../rules';

/** Takes credits that a customer pays with, from the lot that lapses first; all of the amount, or it is refused. */
@Message('loyalty.SpendCredit', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  publishers: ['shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    amount: '20.00',
    reason: 'spend',
    reference: '2026001235',
    idempotencyKey: 'spend-2026001235',
  },
})
export class SpendCredit {
  @IsOptional() @IsAddress() email?: string;
  @IsCreditAmount() amount!: string;
  @IsCode() reason!: string;
  @IsOptional() @IsText(100) reference?: string | null;
  /** False: fields are written, nobody is notified. */
  @IsOptional() @IsBoolean() announce?: boolean;
  @IsIdempotencyKey() idempotencyKey!: string;
}
