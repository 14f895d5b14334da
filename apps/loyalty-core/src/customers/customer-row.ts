import { amountText, type MarketingConsent, parseAmount } from '@ellity/contracts';
import type { Customer } from './customer';

/** A row of `customers` as PostgreSQL's driver returns it. */
export interface CustomerRow {
  readonly id: string;
  readonly shop_id: string;
  readonly email: string;
  readonly email_identity: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly group_name: string | null;
  readonly referral_code: string | null;
  readonly referral_link: string | null;
  readonly registered: boolean;
  readonly marketing_consent: MarketingConsent;
  readonly consent_decided_at: Date | null;
  readonly pin: string | null;
  readonly balance: string;
  readonly last_sequence: string;
}

export const customerColumns = `id, shop_id, email, email_identity, first_name, last_name, phone, group_name,
  referral_code, referral_link, registered, marketing_consent, consent_decided_at, pin, balance, last_sequence`;

export function customerFrom(row: CustomerRow): Customer {
  return {
    id: row.id,
    shopId: row.shop_id,
    email: row.email,
    identity: row.email_identity,
    profile: {
      firstName: row.first_name,
      lastName: row.last_name,
      phone: row.phone,
      registered: row.registered,
      group: row.group_name,
      referralCode: row.referral_code,
      referralLink: row.referral_link,
      marketingConsent: row.marketing_consent,
      consentDecidedAt: row.consent_decided_at,
    },
    balance: parseAmount(row.balance),
    lastSequence: BigInt(row.last_sequence),
    pin: row.pin,
  };
}

export function rowOf(customer: Customer): CustomerRow {
  const { profile } = customer;
  return {
    id: customer.id,
    shop_id: customer.shopId,
    email: customer.email,
    email_identity: customer.identity,
    first_name: profile.firstName,
    last_name: profile.lastName,
    phone: profile.phone,
    group_name: profile.group,
    referral_code: profile.referralCode,
    referral_link: profile.referralLink,
    registered: profile.registered,
    marketing_consent: profile.marketingConsent,
    consent_decided_at: profile.consentDecidedAt,
    pin: customer.pin,
    balance: amountText(customer.balance),
    last_sequence: customer.lastSequence.toString(),
  };
}
