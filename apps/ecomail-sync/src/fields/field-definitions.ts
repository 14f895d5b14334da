import {
  type CreditChanged,
  type CreditsExpiring,
  type CustomerChanged,
  dayIn,
  identityOf,
} from '@ellity/contracts';
import { boolean, type ColumnsOf, date, instant, type NamedColumn, numeric, text } from './mirror-column';
import { formatAmount, type Language, wholePart } from './number-format';

/**
 * What the mirror keeps of a customer, by the group of fields that change together: each column with its type, where
 * its value comes from in the event of the group, what it says of a person, and how the file about a person shows it.
 * Statements, rows, views, the register of personal data and the file follow from this table; the column itself is
 * made by a migration.
 */
export const mirrorColumns = {
  profile: {
    email: text((profile: CustomerChanged) => profile.email, 'the e-mail address', [
      'email',
      'jana.novakova@shop.test',
    ]),
    address: text(
      (profile: CustomerChanged) => identityOf(profile.email),
      'the identity of the e-mail address',
      null,
    ),
    first_name: text((profile: CustomerChanged) => profile.firstName, 'the first name', [
      'firstName',
      'Jana',
    ]),
    last_name: text((profile: CustomerChanged) => profile.lastName, 'the surname', ['lastName', 'Nováková']),
    phone: text((profile: CustomerChanged) => profile.phone, 'the phone number', ['phone', '+420601998877']),
    is_registered: boolean((profile: CustomerChanged) => profile.registered, null, ['registered', true]),
    customer_group: text((profile: CustomerChanged) => profile.group, null, ['group', 'VIP']),
    referral_code: text((profile: CustomerChanged) => profile.referralCode, 'the referral code', [
      'referralCode',
      'JANA-1',
    ]),
    referral_link: text(
      (profile: CustomerChanged) => profile.referralLink,
      'a link of the shop that names the person by their referral code',
      ['referralLink', 'https://shop.test/?r=JANA-1'],
    ),
    consent: text((profile: CustomerChanged) => profile.marketingConsent, null, ['consent', 'granted']),
  },
  credit: {
    balance: numeric((credit: CreditChanged) => credit.balance, null, ['balance', '1250.50']),
    next_expiration_on: date((credit: CreditChanged) => credit.nextExpiration?.date, null, [
      'nextExpirationOn',
      '2027-06-30',
    ]),
    next_expiration_amount: numeric((credit: CreditChanged) => credit.nextExpiration?.amount, null, [
      'nextExpirationAmount',
      '150.99',
    ]),
    last_change_amount: numeric((credit: CreditChanged) => credit.change.amount, null, [
      'lastChangeAmount',
      '-20.00',
    ]),
    last_changed_at: instant((credit: CreditChanged) => credit.changedAt, null, [
      'lastChangedAt',
      '2026-11-23T23:30:00.000Z',
    ]),
  },
  pin: {
    pin_sealed: text((pin: SealedPin) => pin.pinSealed, null, ['hasPin', true, 'pin_sealed is not null']),
  },
  warning: {
    expiring_on: date((warning: CreditsExpiring) => warning.expiresOn, null, ['expiringOn', '2027-06-30']),
    expiring_amount: numeric((warning: CreditsExpiring) => warning.amount, null, ['expiringAmount', '40.00']),
  },
} as const;

/** Fields that change together; each group has its own newest sequence. */
export type FieldGroup = keyof typeof mirrorColumns;
export const fieldGroups = Object.keys(mirrorColumns) as FieldGroup[];

/** Of a contact the newest event of each group: what its fields show. */
export type NewestEvents = { readonly [Group in FieldGroup as `${Group}_event`]: string | null };

/** The columns of a group, in their order. */
export const columnsOfGroup = (group: FieldGroup): readonly NamedColumn[] => {
  const columns: Readonly<Record<string, Omit<NamedColumn, 'name'>>> = mirrorColumns[group];
  return Object.entries(columns).map(([name, { type, personal, file }]) => ({ name, type, personal, file }));
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
  /** For merchants, in the console and in `docs/fields.md`. */
  readonly meaning: { readonly en: string; readonly cs: string };
  /** How the value looks, for the document. */
  readonly form: string;
  /** What it shows in Czech of the contact in the examples of the columns. */
  readonly example: FieldValue;
  /** What it shows of somebody of whom only an address is known; null: it is empty. */
  readonly atFirst: FieldValue;
  /** Whether a contact without it is still true: it is left out where Ecomail refuses it. */
  readonly isOptional: boolean;
  /** Null clears the field, undefined leaves it alone. */
  readonly value: (contact: ShownContact, format: ShopFormat) => FieldValue | undefined;
}

const field = (
  type: FieldType,
  group: FieldGroup,
  [en, cs]: readonly [en: string, cs: string],
  [form, example, atFirst]: readonly [form: string, example: FieldValue, atFirst: FieldValue],
  value: FieldDefinition['value'],
): FieldDefinition => ({
  ...{ type, group, meaning: { en, cs }, form, example, atFirst },
  isOptional: false,
  value,
});
const optional = (definition: FieldDefinition): FieldDefinition => ({ ...definition, isOptional: true });

const amount = (value: string | null, { language }: ShopFormat): string | null =>
  value && formatAmount(value, language);
const whole = (value: string | null): number => wholePart(value ?? '0');

/**
 * The fields at Ecomail, in the order in which people need them: creation, payload, roll-out to lists that are
 * connected already, what the console says of them, and documents follow from this table. A field is never taken out:
 * merchants' e-mails name it.
 */
export const fieldDefinitions = {
  ellity_credit: field(
    'string',
    'credit',
    ['Balance to show', 'Stav konta k vypsání'],
    ['`1 250,50` (Czech) or `1,250.50` (English)', '1 250,50', '0,00'],
    (contact, format) => amount(contact.balance ?? '0.00', format),
  ),
  ellity_credit_num: field(
    'int',
    'credit',
    ['Balance for conditions, whole credits', 'Stav konta pro podmínky, celé kredity'],
    ['rounded down', 1250, 0],
    (contact) => whole(contact.balance),
  ),
  ellity_pin: field(
    'string',
    'pin',
    ['PIN of an unregistered customer', 'PIN neregistrovaného zákazníka'],
    ['four to eight digits, as the shop chose; empty for registered customers', '0042', null],
    (contact) => contact.pin,
  ),
  ellity_registered: field(
    'string',
    'profile',
    ['registered or anonymous', 'registered, nebo anonymous'],
    ['`registered` or `anonymous`', 'registered', 'anonymous'],
    (contact) => (contact.is_registered === true ? 'registered' : 'anonymous'),
  ),
  ellity_next_expiration_date: field(
    'date',
    'credit',
    ['Last day of the credits that expire next', 'Poslední den platnosti nejbližších kreditů'],
    ['year, month, day', '2027-06-30', null],
    (contact) => contact.next_expiration_on,
  ),
  ellity_next_expiration_value: field(
    'string',
    'credit',
    ['How many expire then, to show', 'Kolik jich propadne, k vypsání'],
    ['as `ellity_credit`', '150,99', null],
    (contact, format) => amount(contact.next_expiration_amount, format),
  ),
  ellity_next_expiration_value_num: field(
    'int',
    'credit',
    ['How many expire then, for conditions', 'Kolik jich propadne, pro podmínky'],
    ['rounded down', 150, 0],
    (contact) => whole(contact.next_expiration_amount),
  ),
  ellity_expiring_date: field(
    'date',
    'warning',
    ['The day of expiry that is warned of', 'Den propadnutí, na který upozorňujeme'],
    ['written before the event `expiry`; kept until the next warning', '2027-06-30', null],
    (contact) => contact.expiring_on,
  ),
  ellity_expiring_value: field(
    'string',
    'warning',
    ['How many credits expire, to show', 'Kolik kreditů propadne, k vypsání'],
    ['as `ellity_credit`; kept until the next warning', '40,00', null],
    (contact, format) => amount(contact.expiring_amount, format),
  ),
  ellity_last_change_date: field(
    'date',
    'credit',
    ['Day of the last change', 'Datum poslední změny'],
    ['in the time zone of the shop', '2026-11-24', null],
    ({ change }, { timeZone }) => change && dayIn(timeZone, change.at),
  ),
  ellity_last_change_value: field(
    'string',
    'credit',
    ['By how much the balance changed last', 'O kolik se konto naposledy změnilo'],
    ['signed; of merged changes their sum', '-20,00', null],
    ({ change }, format) => change && amount(change.amount, format),
  ),
  ellity_referral_code: optional(
    field(
      'string',
      'profile',
      ['Referral code', 'Doporučovací kód'],
      ['as the shop gave it', 'JANA-1', null],
      (contact) => contact.referral_code,
    ),
  ),
  ellity_referral_link: optional(
    field(
      'url',
      'profile',
      ['Referral link', 'Doporučovací odkaz'],
      ['as the shop gave it', 'https://shop.test/?r=JANA-1', null],
      (contact) => contact.referral_link,
    ),
  ),
} satisfies Readonly<Record<string, FieldDefinition>>;

export type FieldName = keyof typeof fieldDefinitions;
export const fieldNames = Object.keys(fieldDefinitions) as FieldName[];
export const typeOfField = (name: FieldName): FieldType => fieldDefinitions[name].type;
