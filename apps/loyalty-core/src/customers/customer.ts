/** A customer of one shop. */
import { type Amount, type CustomerChanged, identityOf, type MarketingConsent } from '@ellity/contracts';

/** A customer as somebody else names one: by id, or by address. */
export type CustomerRef =
  { readonly shopId: string; readonly id: string; readonly email?: undefined } | CustomerAt;

export interface CustomerAt {
  readonly shopId: string;
  readonly email: string;
  /** See `readAddress`: customers of a shop are told apart by it. */
  readonly identity: string;
  readonly id?: undefined;
}

export interface Profile {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  /** False: an anonymous customer, known by the address alone, who spends with a PIN. */
  readonly registered: boolean;
  readonly group: string | null;
  readonly referralCode: string | null;
  readonly referralLink: string | null;
  readonly marketingConsent: MarketingConsent;
  /** When the consent was granted or denied; null: nobody ever asked. */
  readonly consentDecidedAt: Date | null;
}

export interface Customer {
  readonly id: string;
  readonly shopId: string;
  /** As its owner wrote it first. */
  readonly email: string;
  /** Null: another customer of the shop has the same address, so this one is found by id only. */
  readonly identity: string | null;
  readonly profile: Profile;
  readonly balance: Amount;
  readonly lastSequence: bigint;
  /** Sealed; of anonymous customers only. */
  readonly pin: string | null;
}

export const anonymousProfile: Profile = {
  firstName: null,
  lastName: null,
  phone: null,
  registered: false,
  group: null,
  referralCode: null,
  referralLink: null,
  marketingConsent: 'unknown',
  consentDecidedAt: null,
};

/** The customer who has this address, as a message or a request names it. */
export const customerAt = (shopId: string, email: string): CustomerAt => ({
  shopId,
  email,
  identity: identityOf(email),
});

/** By customer id where a message has a subject, by address otherwise; the contract makes sure of one of them. */
export function customerNamed(
  message: { readonly shopid: string; readonly subject?: string },
  email: string | null | undefined,
): CustomerRef {
  if (message.subject !== undefined) return { shopId: message.shopid, id: message.subject.toLowerCase() };
  return customerAt(message.shopid, email ?? '');
}

/** No shop id holds a line break and no customer id an `@`, so no two customers have the same text. */
export function refText(ref: CustomerRef): string {
  return `${ref.shopId}\n${ref.email === undefined ? ref.id : ref.identity}`;
}

/** Whether others would see a difference. */
export function isSameProfile(one: Profile, other: Profile): boolean {
  return (Object.keys(anonymousProfile) as (keyof Profile)[]).every(
    (name) => name === 'consentDecidedAt' || one[name] === other[name],
  );
}

export function snapshotOf({ email, profile }: Pick<Customer, 'email' | 'profile'>): CustomerChanged {
  const { firstName, lastName, phone, registered, group, referralCode, referralLink, marketingConsent } =
    profile;
  return {
    email,
    firstName,
    lastName,
    phone,
    registered,
    group,
    referralCode,
    referralLink,
    marketingConsent,
  };
}
