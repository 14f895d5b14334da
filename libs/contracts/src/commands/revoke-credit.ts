import { IsBoolean, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { Message } from '../message';
import { IsAddress, IsCode, IsCreditAmount, IsIdempotencyKey, IsText } from '../rules';

/**
 * Takes an award back, wholly or in part; what was spent of it is a shortfall, which the shop's rule deals with. The
 * balance never falls below zero.
 */
@Message('loyalty.RevokeCredit', 1, {
  kind: 'command',
  customer: 'subject-or-email',
  sequenced: false,
  eitherOf: ['awardKey', 'reward'],
  publishers: ['webhook-gateway', 'shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    awardKey: 'order-2026001234',
    amount: '50.00',
    reason: 'order-cancelled',
    idempotencyKey: 'cancel-2026001234',
  },
})
export class RevokeCredit {
  @IsOptional() @IsAddress() email?: string;
  /** The idempotency key of the award, of the same shop and sender. Either this or `reward`. */
  @ValidateIf((revoke: RevokeCredit) => revoke.reward === undefined || revoke.awardKey !== undefined)
  @IsIdempotencyKey()
  awardKey?: string;
  @ValidateIf((revoke: RevokeCredit) => revoke.reward !== undefined)
  @IsIn(['newsletter'])
  reward?: 'newsletter';
  /** Without it: all that was not taken back yet. */
  @IsOptional() @IsCreditAmount() amount?: string;
  @IsCode() reason!: string;
  @IsOptional() @IsText(100) reference?: string | null;
  @IsOptional() @IsBoolean() announce?: boolean;
  @IsIdempotencyKey() idempotencyKey!: string;
}
