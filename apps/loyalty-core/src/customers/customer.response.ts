import { amountText, type MarketingConsent, marketingConsents } from '@ellity/contracts';
import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { sequenceText } from '../values/sequence';
import type { Customer } from './customer';

const textOrNull = { type: String, nullable: true } as const;

/** A customer as the HTTP API shows one. That there is a PIN can be seen, the PIN itself never. */
export class CustomerView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: 'jana.novakova@shop.test' }) readonly email!: string;
  @ApiProperty(textOrNull) readonly firstName!: string | null;
  @ApiProperty(textOrNull) readonly lastName!: string | null;
  @ApiProperty(textOrNull) readonly phone!: string | null;
  @ApiProperty() readonly registered!: boolean;
  @ApiProperty(textOrNull) readonly group!: string | null;
  @ApiProperty(textOrNull) readonly referralCode!: string | null;
  @ApiProperty(textOrNull) readonly referralLink!: string | null;
  @ApiProperty({ enum: marketingConsents }) readonly marketingConsent!: MarketingConsent;
  @ApiProperty({ example: '150.00' }) readonly balance!: string;
  @ApiProperty() readonly hasPin!: boolean;
  @ApiProperty({
    example: '1795420800000000',
    description: 'At least as new as every message about the customer up to this number',
  })
  readonly sequence!: string;
}

export class CustomerList extends pageOf(CustomerView) {}

export function customerViewOf(customer: Customer): CustomerView {
  const { profile } = customer;
  return {
    id: customer.id,
    email: customer.email,
    firstName: profile.firstName,
    lastName: profile.lastName,
    phone: profile.phone,
    registered: profile.registered,
    group: profile.group,
    referralCode: profile.referralCode,
    referralLink: profile.referralLink,
    marketingConsent: profile.marketingConsent,
    balance: amountText(customer.balance),
    hasPin: customer.pin !== null,
    sequence: sequenceText(customer.lastSequence),
  };
}
