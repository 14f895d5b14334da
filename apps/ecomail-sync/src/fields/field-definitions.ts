import {
  type CreditChanged,
  type CreditsExpiring,
  type CustomerChanged,
  dayIn,
  identityOf,
} from '@ellity/contracts';
import {
  boolean,
  type ColumnsOf,
  date,
  instant,
  type MirrorColumn,
  type NamedColumn,
  numeric,
  text,
} from './mirror-column';
import { formatAmount, type Language, wholePart } from './number-format';

/**
 * What the mirror keeps of a customer, by the group of fields that change together: each column with its type and
 * where its value comes from in the event of the group. Statements, rows and views follow from this table; the column
 * itself is made by a migration.
 */
export const mirrorColumns = {
  profile: {
    email: text((profile: CustomerChanged) => profile.email),
    address: text((profile: CustomerChanged) => identityOf(profile.email)),
    first_name: text((profile: CustomerChanged) => profile.firstName),
    last_name: text((profile: CustomerChanged) => profile.lastName),
    phone: text((profile: CustomerChanged) => profile.phone),
    is_registered: boolean((profile: CustomerChanged) => profile.registered),
    customer_group: text((profile: CustomerChanged) => profile.group),
    referral_code: text((profile: CustomerChanged) => profile.referralCode),
    referral_link: text((profile: CustomerChanged) => profile.referralLink),
    consent: text((profile: CustomerChanged) => profile.marketingConsent),
  },
  credit: {
    balance: numeric((credit: CreditChanged) => credit.balance),
    next_expiration_on: date((credit: CreditChanged) => credit.nextExpiration?.date),
    next_expiration_amount: numeric((credit: CreditChanged) => credit.nextExpiration?.amount),
    last_change_amount: numeric((credit: CreditChanged) => credit.change.amount),
    last_changed_at: instant((credit: CreditChanged) => credit.changedAt),
  },
  pin: { pin_sealed: text((pin: SealedPin) => pin.pinSealed) },
  warning: {
    expiring_on: date((warning: CreditsExpiring) => warning.expiresOn),
    expiring_amount: numeric((warning: CreditsExpiring) => warning.amount),
  },
} as const;

/** Fields that change together; each group has its own newest sequence. */
export type FieldGroup = keyof typeof mirrorColumns;
export const fieldGroups = Object.keys(mirrorColumns) as FieldGroup[];

/** The columns of a group, in their order. */
export const columnsOfGroup = (group: FieldGroup): readonly NamedColumn[] => {
  const columns: Readonly<Record<string, Pick<MirrorColumn, 'type'>>> = mirrorColumns[group];
  return Object.entries(columns).map(([name, { type }]) => ({ name, type }));
};

/** A PIN as it may be stored; null: dropped. */
export interface SealedPin {
  readonly pinSealed: string | null;
}

/** A contact as it should show: the mirror's columns, the PIN opened, and the change that the next tracker event is about. */
export type ShownContact = Omit<
  ColumnsOf<typeof mirrorColumns>,
  'pin_sealed' | 'last_change_amount' | 'last_changed_at'
> & {
  /** Undefined: not to be read just now; the field is left as it is. */
  readonly pin: string | null | undefined;
  readonly change: { readonly amount: string; readonly at: Date } | null;
};

export type FieldType = 'string' | 'int' | 'date' | 'url' | 'json';
export type FieldValue = string | number | null;

/** How a shop wants to see amounts and days. */
export interface ShopFormat {
  readonly language: Language;
  readonly timeZone: string;
}

interface FieldDefinition {
  /** The type that activation creates it with. */
  readonly type: FieldType;
  readonly group: FieldGroup;
  /** For merchants, in `docs/fields.md`. */
  readonly meaning: { readonly en: string; readonly cs: string };
  /** Null clears the field, undefined leaves it alone. */
  readonly value: (contact: ShownContact, format: ShopFormat) => FieldValue | undefined;
}

const field = (
  type: FieldType,
  group: FieldGroup,
  en: string,
  cs: string,
  value: FieldDefinition['value'],
): FieldDefinition => ({ type, group, meaning: { en, cs }, value });

const amount = (value: string | null, { language }: ShopFormat): string | null =>
  value && formatAmount(value, language);
const whole = (value: string | null): number => wholePart(value ?? '0');

/**
 * The fields at Ecomail: creation, payload, roll-out to lists that are connected already, and documents follow from
 * this table. A field is never taken out: merchants' e-mails name it.
 */
export const fieldDefinitions = {
  ellity_credit: field(
    'string',
    'credit',
    'Credit to spend: `1 250,50` (Czech) or `1,250.50` (English)',
    'stav konta k vypsání',
    (contact, format) => amount(contact.balance ?? '0.00', format),
  ),
  ellity_credit_num: field(
    'int',
    'credit',
    'The same for conditions: whole credits, rounded down',
    'stav konta pro podmínky',
    (contact) => whole(contact.balance),
  ),
  ellity_pin: field(
    'string',
    'pin',
    'Four to eight digits, as the shop chose; empty for registered customers',
    'PIN neregistrovaného zákazníka',
    (contact) => contact.pin,
  ),
  ellity_registered: field('string', 'profile', '`registered` or `anonymous`', 'registrace', (contact) =>
    contact.is_registered === true ? 'registered' : 'anonymous',
  ),
  ellity_next_expiration_date: field(
    'date',
    'credit',
    '`2027-11-23`, the last day on which the next credits can be spent',
    'kdy propadnou nejbližší kredity',
    (contact) => contact.next_expiration_on,
  ),
  ellity_next_expiration_value: field(
    'string',
    'credit',
    'How many lapse then, as `ellity_credit`',
    'kolik jich propadne, k vypsání',
    (contact, format) => amount(contact.next_expiration_amount, format),
  ),
  ellity_next_expiration_value_num: field(
    'int',
    'credit',
    'Whole credits, rounded down',
    'kolik jich propadne, pro podmínky',
    (contact) => whole(contact.next_expiration_amount),
  ),
  ellity_last_change_date: field(
    'date',
    'credit',
    'Day in the time zone of the shop',
    'datum poslední změny',
    ({ change }, { timeZone }) => change && dayIn(timeZone, change.at),
  ),
  ellity_last_change_value: field(
    'string',
    'credit',
    'Signed; of merged changes their sum',
    'hodnota poslední změny',
    ({ change }, format) => change && amount(change.amount, format),
  ),
  ellity_referral_code: field(
    'string',
    'profile',
    'As the shop gave it',
    'doporučovací kód',
    (contact) => contact.referral_code,
  ),
  ellity_referral_link: field(
    'url',
    'profile',
    'As the shop gave it',
    'doporučovací odkaz',
    (contact) => contact.referral_link,
  ),
  ellity_expiring_date: field(
    'date',
    'warning',
    'Of the last expiry warning, written before the event `expiry`',
    'den propadnutí, o kterém se píše',
    (contact) => contact.expiring_on,
  ),
  ellity_expiring_value: field(
    'string',
    'warning',
    'Of the last expiry warning',
    'kredity, o kterých se píše',
    (contact, format) => amount(contact.expiring_amount, format),
  ),
} satisfies Readonly<Record<string, FieldDefinition>>;

export type FieldName = keyof typeof fieldDefinitions;
export const fieldNames = Object.keys(fieldDefinitions) as FieldName[];
export const typeOfField = (name: FieldName): FieldType => fieldDefinitions[name].type;
