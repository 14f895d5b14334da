import { isWebAddress } from '@ellity/contracts';
import type { ContactPayload, FieldFormat } from '../fields/contact-fields';
import { type FieldName, typeOfField } from '../fields/field-definitions';
import type { BuiltContact } from '../mirror/dirty-contacts';

/** Parts of a contact without which its credit is still true, as Ecomail names them when it refuses them. */
const optionalParts: ReadonlySet<string> = new Set([
  'name',
  'surname',
  'phone',
  'custom_fields.ellity_referral_code',
  'custom_fields.ellity_referral_link',
]);

type LeftOut = BuiltContact['leftOut'];

/** Leaves out what no field of its type holds, so that Ecomail need not refuse it: a link that is no web address. */
export function fitting(
  payload: ContactPayload,
  format: FieldFormat,
): { readonly payload: ContactPayload; readonly leftOut: LeftOut } {
  const unfit = Object.entries(payload.custom_fields).filter(
    ([name, value]) =>
      (format.types[name as FieldName] ?? typeOfField(name as FieldName)) === 'url' &&
      typeof value === 'string' &&
      value !== '' &&
      !isWebAddress(value),
  );
  const custom_fields = Object.fromEntries(
    Object.entries(payload.custom_fields).filter(([name]) => !unfit.some(([one]) => one === name)),
  );
  return {
    payload: { ...payload, custom_fields },
    leftOut: Object.fromEntries(
      unfit.map(([name]) => [name, 'must be a web address with http:// or https://']),
    ),
  };
}

/** The contact without the parts that were refused; undefined where it cannot do without one of them, or has it not. */
export function withoutParts(
  contact: BuiltContact,
  parts: readonly string[],
  reason: string,
): BuiltContact | undefined {
  if (parts.length === 0 || !parts.every((part) => optionalParts.has(part) && hasPart(contact.payload, part)))
    return undefined;
  const names = parts.map((part) => part.replace('custom_fields.', ''));
  const without = <T extends object>(values: T): T =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))) as T;
  const payload = without(contact.payload);
  return {
    ...contact,
    payload: { ...payload, custom_fields: without(payload.custom_fields) },
    leftOut: { ...contact.leftOut, ...Object.fromEntries(names.map((name) => [name, reason])) },
  };
}

const hasPart = ({ custom_fields: fields, ...payload }: ContactPayload, part: string): boolean =>
  part in payload || (part.startsWith('custom_fields.') && part.replace('custom_fields.', '') in fields);
