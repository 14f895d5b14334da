import { dayIn } from '@ellity/contracts';
import { formatAmount, type Language, wholePart } from './number-format';

export type FieldType = 'string' | 'int' | 'date' | 'url' | 'json';
export type FieldValue = string | number | null;

/** The fields that activation creates, with the types they are created with. */
export const fieldTypes = {
  ellity_credit: 'string',
  ellity_credit_num: 'int',
  ellity_pin: 'string',
  ellity_registered: 'string',
  ellity_next_expiration_date: 'date',
  ellity_next_expiration_value: 'string',
  ellity_next_expiration_value_num: 'int',
  ellity_last_change_date: 'date',
  ellity_last_change_value: 'string',
  ellity_referral_code: 'string',
  ellity_referral_link: 'url',
  ellity_expiring_date: 'date',
  ellity_expiring_value: 'string',
} as const satisfies Record<string, FieldType>;

export type FieldName = keyof typeof fieldTypes;
export const fieldNames = Object.keys(fieldTypes) as FieldName[];

/** A customer as the fields should show them. */
export interface ContactState {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly isRegistered: boolean;
  readonly referralCode: string | null;
  readonly referralLink: string | null;
  readonly balance: string | null;
  readonly nextExpiration: { readonly date: string; readonly amount: string } | null;
  readonly lastChange: { readonly amount: string; readonly at: Date } | null;
  /** Undefined: not to be read just now; the field is left as it is. */
  readonly pin: string | null | undefined;
  readonly expiring: { readonly date: string; readonly amount: string } | null;
}

/** How a connection's list wants values: as seen at its activation. */
export interface FieldFormat {
  readonly language: Language;
  readonly timeZone: string;
  /** The types that the fields really have in the list; an older list may have others. */
  readonly types: Readonly<Partial<Record<FieldName, FieldType>>>;
  /** What clears a field of a type: null or the empty string. */
  readonly cleared: Readonly<Partial<Record<FieldType, FieldValue>>>;
}

/**
 * What is written of one contact. Every `ellity_` field is always there, so that merging or replacing makes no
 * difference to them; only a PIN that cannot be read is left out.
 */
export interface ContactPayload {
  readonly email: string;
  readonly name?: string;
  readonly surname?: string;
  readonly phone?: string;
  readonly custom_fields: Readonly<Record<string, FieldValue>>;
}

export function contactPayload(state: ContactState, format: FieldFormat): ContactPayload {
  const { firstName, lastName, phone } = state;
  return {
    email: state.email,
    // Without a surname, even an empty one, Ecomail splits a name of several words.
    ...(firstName === null && lastName === null ? {} : { name: firstName ?? '', surname: lastName ?? '' }),
    ...(phone === null ? {} : { phone }),
    custom_fields: Object.fromEntries(
      Object.entries(valuesOf(state, format)).flatMap(([name, value]) => {
        const written = value === undefined ? undefined : inForm(value, name as FieldName, format);
        return written === undefined ? [] : [[name, written]];
      }),
    ),
  };
}

function valuesOf(
  state: ContactState,
  { language, timeZone }: FieldFormat,
): Record<FieldName, FieldValue | undefined> {
  const { nextExpiration, lastChange, expiring } = state;
  const balance = state.balance ?? '0.00';
  return {
    ellity_credit: formatAmount(balance, language),
    ellity_credit_num: wholePart(balance),
    ellity_pin: state.pin,
    ellity_registered: state.isRegistered ? 'registered' : 'anonymous',
    ellity_next_expiration_date: nextExpiration?.date ?? null,
    ellity_next_expiration_value: nextExpiration && formatAmount(nextExpiration.amount, language),
    ellity_next_expiration_value_num: nextExpiration ? wholePart(nextExpiration.amount) : 0,
    ellity_last_change_date: lastChange && dayIn(timeZone, lastChange.at),
    ellity_last_change_value: lastChange && formatAmount(lastChange.amount, language),
    ellity_referral_code: state.referralCode,
    ellity_referral_link: state.referralLink,
    ellity_expiring_date: expiring?.date ?? null,
    ellity_expiring_value: expiring && formatAmount(expiring.amount, language),
  };
}

/** The value in a form that the list's field holds; undefined where it holds none. */
function inForm(value: FieldValue, name: FieldName, format: FieldFormat): FieldValue | undefined {
  const type = format.types[name] ?? fieldTypes[name];
  if (value === null) return type === 'int' ? 0 : clearingForm(type, format);
  switch (type) {
    case 'int':
      return typeof value === 'number' ? value : wholeNumberIn(value, format.language);
    case 'json':
      return JSON.stringify(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
    default:
      return String(value);
  }
}

/** Null is a form of its own, so that absence is asked for, not nullness. */
function clearingForm(type: FieldType, { cleared }: FieldFormat): FieldValue {
  const form = cleared[type];
  return form === undefined ? '' : form;
}

function wholeNumberIn(text: string, language: Language): number | undefined {
  const plain = language === 'cs' ? text.replaceAll(' ', '').replace(',', '.') : text.replaceAll(',', '');
  return /^-?\d+\.\d{2}$/.test(plain) ? Math.trunc(Number(plain)) : undefined;
}

/** Whether a field that already exists with another type can hold our values, and with what loss. */
export function remarkOn(name: FieldName, existing: FieldType): 'fits' | 'loses-decimals' | 'cannot-hold' {
  const wanted: FieldType = fieldTypes[name];
  if (existing === wanted || existing === 'string' || existing === 'json') return 'fits';
  if (existing === 'int')
    return name.endsWith('_value') || name === 'ellity_credit' ? 'loses-decimals' : 'cannot-hold';
  return wanted === 'string' && existing === 'url' ? 'fits' : 'cannot-hold';
}
