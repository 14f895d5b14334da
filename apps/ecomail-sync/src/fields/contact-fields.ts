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

/** `contact` has an address. */
export function contactPayload(contact: ShownContact, format: FieldFormat): ContactPayload {
  const { email, first_name: firstName, last_name: lastName, phone } = contact;
  return {
    email: email ?? '',
    // Without a surname, even an empty one, Ecomail splits a name of several words.
    ...(firstName === null && lastName === null ? {} : { name: firstName ?? '', surname: lastName ?? '' }),
    ...(phone === null ? {} : { phone }),
    custom_fields: Object.fromEntries(
      fieldNames.flatMap((name) => {
        const value = fieldDefinitions[name].value(contact, format);
        const written = value === undefined ? undefined : inForm(value, name, format);
        return written === undefined ? [] : [[name, written]];
      }),
    ),
  };
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
