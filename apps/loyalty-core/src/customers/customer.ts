/** A customer of one shop. */
import {
  type Amount,
  amountText,
  type CustomerChanged,
  identityOf,
  type MarketingConsent,
  parseAmount,
} from '@ellity/contracts';

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

/** A part of a profile: the column of `customers` that keeps it, and its value while only an address is known. */
interface Part<Value> {
  readonly column: string;
  readonly atFirst: Value;
}
const part = <Value>(column: string, atFirst: Value): Part<Value> => ({ column, atFirst });
type ValuesOf<Parts> = {
  readonly [Name in keyof Parts]: Parts[Name] extends Part<infer Value> ? Value : never;
};

/** What others are told of a customer beside the address. Profiles, rows, statements and messages follow from it. */
const toldParts = {
  firstName: part<string | null>('first_name', null),
  lastName: part<string | null>('last_name', null),
  phone: part<string | null>('phone', null),
  /** False: an anonymous customer, known by the address alone, who spends with a PIN. */
  registered: part<boolean>('registered', false),
  group: part<string | null>('group_name', null),
  referralCode: part<string | null>('referral_code', null),
  referralLink: part<string | null>('referral_link', null),
  marketingConsent: part<MarketingConsent>('marketing_consent', 'unknown'),
} satisfies { readonly [Name in keyof CustomerChanged]?: Part<CustomerChanged[Name]> };

const profileParts = {
  ...toldParts,
  /** When the consent was granted or denied; null: nobody ever asked. */
  consentDecidedAt: part<Date | null>('consent_decided_at', null),
};

export type Profile = ValuesOf<typeof profileParts>;

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

type PartName = keyof Profile;
const toldNames = Object.keys(toldParts) as (keyof typeof toldParts)[];
const partNames = Object.keys(profileParts) as PartName[];

/** Of each of the parts, what `valueOf` says. */
const each = <Name extends string, Values extends Readonly<Record<Name, unknown>>>(
  names: readonly Name[],
  valueOf: (name: Name) => unknown,
): Values => Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Values;

export const anonymousProfile: Profile = each(partNames, (name) => profileParts[name].atFirst);

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
export const isSameProfile = (one: Profile, other: Profile): boolean =>
  toldNames.every((name) => one[name] === other[name]);

/** What the message about a customer's profile says. */
export const snapshotOf = ({ email, profile }: Pick<Customer, 'email' | 'profile'>): CustomerChanged => ({
  email,
  ...each<keyof typeof toldParts, ValuesOf<typeof toldParts>>(toldNames, (name) => profile[name]),
});

/** The same as PostgreSQL writes it in JSON, of a row of `customers`. */
export const snapshotInSql = (row: string): string => {
  const parts = toldNames.map((name) => `'${name}', ${row}.${toldParts[name].column}`);
  return `json_build_object('email', ${row}.email, ${parts.join(', ')})`;
};

/** A row of `customers` as PostgreSQL's driver returns it; beside these the columns of the profile's parts. */
export interface CustomerRow extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly shop_id: string;
  readonly email: string;
  readonly email_identity: string | null;
  readonly pin: string | null;
  readonly balance: string;
  readonly last_sequence: string;
}

/** What changes of a customer. */
export const changingColumns = [
  ...['email', 'email_identity', 'pin', 'balance', 'last_sequence'],
  ...partNames.map((name) => profileParts[name].column),
];
export const customerColumns = ['id', 'shop_id', ...changingColumns].join(', ');

export function customerFrom(row: CustomerRow): Customer {
  return {
    id: row.id,
    shopId: row.shop_id,
    email: row.email,
    identity: row.email_identity,
    profile: each(partNames, (name) => row[profileParts[name].column]),
    balance: parseAmount(row.balance),
    lastSequence: BigInt(row.last_sequence),
    pin: row.pin,
  };
}

export function rowOf(customer: Customer): CustomerRow {
  const parts = partNames.map((name) => [profileParts[name].column, customer.profile[name]] as const);
  return {
    ...Object.fromEntries(parts),
    id: customer.id,
    shop_id: customer.shopId,
    email: customer.email,
    email_identity: customer.identity,
    pin: customer.pin,
    balance: amountText(customer.balance),
    last_sequence: customer.lastSequence.toString(),
  };
}
