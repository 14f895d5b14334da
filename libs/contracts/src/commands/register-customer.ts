import { IsBoolean, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { type MarketingConsent, marketingConsents } from '../events/customer-changed';
import { Message } from '../message';
import { IsAddress, IsIdempotencyKey, IsText } from '../rules';

/** Creates a customer, or completes the profile of the one who has this address. A registered one stays registered. */
@Message('loyalty.RegisterCustomer', 1, {
  kind: 'command',
  customer: 'none',
  sequenced: false,
  publishers: ['shop-adapter', 'operator'],
  example: {
    email: 'jana.novakova@shop.test',
    firstName: 'Jana',
    lastName: 'Nováková',
    registered: true,
    marketingConsent: 'granted',
    idempotencyKey: 'customer-4711',
  },
})
export class RegisterCustomer {
  @IsAddress() email!: string;
  @IsOptional() @IsText(100) firstName?: string | null;
  @IsOptional() @IsText(100) lastName?: string | null;
  /** A phone number. HTTP refuses what is none; here any text is taken, and left out at Ecomail where Ecomail refuses it. */
  @IsOptional() @IsText(30) phone?: string | null;
  @IsOptional() @IsText(100) group?: string | null;
  @IsBoolean() registered!: boolean;
  /** Without it: `unknown`, which changes no decision of before. */
  @ValidateIf((asked: RegisterCustomer) => asked.marketingConsent !== undefined)
  @IsIn(marketingConsents)
  marketingConsent?: MarketingConsent;
  @IsIdempotencyKey() idempotencyKey!: string;
}
