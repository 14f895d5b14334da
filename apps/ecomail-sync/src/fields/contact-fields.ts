import {
  fieldDefinitions,
  type FieldName,
  fieldNames,
  type FieldType,
  type FieldValue,
  type ShopFormat,
  type ShownContact,
  typeOfField,
} from './field-definitions';
import type { Language } from './number-format';

/** How a connection's list wants values: as seen at its activation. */
export interface FieldFormat extends ShopFormat {
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

/** Parts of a contact that merchants fill in as well. */
export const sharedParts = ['name', 'surname', 'phone'] as const;
export type SharedPart = (typeof sharedParts)[number];

/**
 * `contact` has an address. A shared part that the shop does not know is cleared where it was written before
 * (`writtenBefore`), and else left to whoever filled it in.
 */
export function contactPayload(
  contact: ShownContact,
  format: FieldFormat,
  writtenBefore: readonly SharedPart[],
): ContactPayload {
  const custom_fields: Record<string, FieldValue> = {};
  for (const name of fieldNames) {
    const value = fieldDefinitions[name].value(contact, format);
    const written = value === undefined ? undefined : inForm(value, name, format);
    if (written !== undefined) custom_fields[name] = written;
  }
  return { email: contact.email ?? '', ...sharedPartsOf(contact, writtenBefore), custom_fields };
}

function sharedPartsOf(
  contact: ShownContact,
  writtenBefore: readonly SharedPart[],
): Readonly<Partial<Record<SharedPart, string>>> {
  const values = { name: contact.first_name, surname: contact.last_name, phone: contact.phone };
  // Without a surname, even an empty one, Ecomail splits a name of several words.
  const wouldBeSplit = values.surname === null && /\S\s+\S/.test(values.name ?? '');
  const shared: Partial<Record<SharedPart, string>> = {};
  for (const part of sharedParts) {
    const mustBeSent = writtenBefore.includes(part) || (part === 'surname' && wouldBeSplit);
    const value = values[part] ?? (mustBeSent ? '' : null);
    if (value !== null) shared[part] = value;
  }
  return shared;
}

/**
 * The shared parts that are ours after a write. One that it cleared may be filled in by the merchant from now on,
 * unless a write of before may bring it back (`mayComeBack`).
 */
export function writtenAfter(
  writtenBefore: readonly SharedPart[],
  payload: ContactPayload,
  mayComeBack: boolean,
): readonly SharedPart[] {
  return sharedParts.filter((part) => {
    const value = payload[part];
    if (value === undefined) return writtenBefore.includes(part);
    return value !== '' || (mayComeBack && writtenBefore.includes(part));
  });
}

/** The value in a form that the list's field holds; undefined where it holds none. */
function inForm(value: FieldValue, name: FieldName, format: FieldFormat): FieldValue | undefined {
  const type = format.types[name] ?? typeOfField(name);
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

/** Our fields of a contact without any value. */
export const blankFields = (format: FieldFormat): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(
    fieldNames.flatMap((name) => {
      const type = format.types[name];
      return type === undefined ? [] : [[name, type === 'int' ? 0 : clearingForm(type, format)]];
    }),
  );

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
  const wanted = typeOfField(name);
  if (existing === wanted || existing === 'string' || existing === 'json') return 'fits';
  if (existing === 'int')
    return name.endsWith('_value') || name === 'ellity_credit' ? 'loses-decimals' : 'cannot-hold';
  return wanted === 'string' && existing === 'url' ? 'fits' : 'cannot-hold';
}
