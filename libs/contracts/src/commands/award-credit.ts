import { IsBoolean, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsCode, IsCreditAmount, IsDay, IsIdempotencyKey, IsText } from '../rules';

/**
 * Gives a customer credits: an amount, or the shop's reward of a kind.
 * An amount for an unknown address creates an anonymous customer; a reward for one changes nothing.
 */
@Message('loyalty.AwardCredit', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  eitherOf: ['amount', 'reward'],
  publishers: ['webhook-gateway', 'shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    amount: '150.00',
    reason: 'order',
    reference: '2026001234',
    idempotencyKey: 'order-2026001234',
  },
})
export class AwardCredit {
  @IsOptional() @IsAddress() email?: string;
  /** Either this or `reward`. */
  @ValidateIf((award: AwardCredit) => award.reward === undefined || award.amount !== undefined)
  @IsCreditAmount()
  amount?: string;
  @ValidateIf((award: AwardCredit) => award.reward !== undefined)
  @IsIn(['newsletter'])
  reward?: 'newsletter';
  @IsCode() reason!: string;
  @IsOptional() @IsText(100) reference?: string | null;
  /** The last day on which the credits can be spent; without it the shop's rule decides. */
  @IsOptional() @IsDay() expiresOn?: string | null;
  /** False: fields are written, nobody is notified. */
  @IsOptional() @IsBoolean() announce?: boolean;
  @IsIdempotencyKey() idempotencyKey!: string;
}
