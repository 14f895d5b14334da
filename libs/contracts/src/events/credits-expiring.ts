import { IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { Message } from '../message';
import { IsCreditAmount, IsDay } from '../rules';

/** Expiry warning: credits lapse at the end of a day within the shop's lead time. Once per customer and lot day, ever. */
@Message('loyalty.CreditsExpiring', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: true,
  publishers: ['loyalty-core'],
  example: { amount: '40.00', expiresOn: '2026-12-07', leadDays: 14, target: 'ecomail' },
})
export class CreditsExpiring {
  @IsCreditAmount() amount!: string;
  @IsDay() expiresOn!: string;
  @IsInt() @Min(0) @Max(3650) leadDays!: number;
  /** Who e-mails the customer: the loyalty system itself, or an automation of the mailing service. */
  @ValidateIf((warning: CreditsExpiring) => warning.target !== undefined)
  @IsIn(['system', 'ecomail'])
  target?: 'system' | 'ecomail';
}
