import { remarkOn } from './contact-fields';
import {
  type FieldName,
  fieldNames,
  type FieldType,
  type FieldValue,
  typeOfField,
} from './field-definitions';

export interface FieldPlan {
  /** To be created, with the type they should get. */
  readonly missing: readonly FieldName[];
  /** Why the list cannot be used as it is. */
  readonly blocker: string | undefined;
  readonly remarks: readonly string[];
}

/** What has to be done about a list's fields. Existing ones are never changed: Ecomail cannot, and they are the merchant's. */
export function fieldPlan(existing: Readonly<Record<string, string>>): FieldPlan {
  const known = fieldNames.flatMap((name) => {
    const type = existing[name];
    return type === undefined ? [] : [{ name, type: asFieldType(type) }];
  });
  const pinType = known.find(({ name }) => name === 'ellity_pin')?.type;
  return {
    missing: fieldNames.filter((name) => existing[name] === undefined),
    blocker:
      pinType === 'int'
        ? 'The field ellity_pin of this list is a number, and a number loses the leading zeros of a PIN. Delete the field in the list at Ecomail, or choose another list, and activate again.'
        : undefined,
    remarks: known.flatMap(({ name, type }) => remarkText(name, type)),
  };
}

/** The types that the fields really have. What is not there is left out. */
export function typesOf(existing: Readonly<Record<string, string>>): Partial<Record<FieldName, FieldType>> {
  return Object.fromEntries(
    fieldNames.flatMap((name) => {
      const type = existing[name];
      return type === undefined ? [] : [[name, asFieldType(type)]];
    }),
  );
}

/** Fields whose type in the list is no longer the one that they had: what they hold is written in another form. */
export function retypedFields(
  existing: Readonly<Record<string, string>>,
  known: Readonly<Partial<Record<FieldName, FieldType>>>,
): FieldName[] {
  const types = typesOf(existing);
  return fieldNames.filter(
    (name) => types[name] !== undefined && known[name] !== undefined && types[name] !== known[name],
  );
}

/** Fields of the merchant or of others. */
export const foreignFieldsOf = (existing: Readonly<Record<string, string>>): string[] =>
  Object.keys(existing).filter((name) => !fieldNames.includes(name as FieldName));

/** Any value of a type, to create a field by or to see it cleared. */
export const sampleOf: Readonly<Record<FieldType, FieldValue>> = {
  string: 'x',
  int: 1,
  date: '2030-01-01',
  url: 'https://example.com/',
  json: '"x"',
};

function remarkText(name: FieldName, type: FieldType): string[] {
  if (type === typeOfField(name)) return [];
  const remark = remarkOn(name, type);
  const written = {
    fits: 'written as such',
    'loses-decimals': 'written without decimals',
    'cannot-hold': 'not written',
  }[remark];
  return [`${name} exists in the list as ${type} instead of ${typeOfField(name)}; it is ${written}`];
}

const asFieldType = (type: string): FieldType => (type in sampleOf ? (type as FieldType) : 'string');
