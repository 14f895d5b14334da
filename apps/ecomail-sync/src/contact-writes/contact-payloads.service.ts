import { isWebAddress } from '@ellity/contracts';
import { Clock, keyedHash } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { type ConnectionRow, formatOf } from '../connection/connection-row';
import {
  type ContactPayload,
  contactPayload,
  type FieldFormat,
  writtenAfter,
} from '../fields/contact-fields';
import { fieldDefinitions, fieldNames, typeOfField } from '../fields/field-definitions';
import { type BuiltContact, type DirtyContact, shownOf } from '../mirror/dirty-contacts';
import { PinsService } from '../mirror/pins.service';

/** Contacts of the mirror as they are to be written. */
@Injectable()
export class ContactPayloadsService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly pins: PinsService,
    private readonly clock: Clock,
  ) {}

  built(row: DirtyContact, connection: ConnectionRow): BuiltContact {
    const pin =
      row.pin_sealed === null ? null : this.pins.read(row.pin_sealed, connection.shop_id, row.customer_id);
    const format = formatOf(connection);
    const isNew = !row.is_known || row.stored_email !== row.email;
    const writtenBefore = isNew ? [] : row.written_parts;
    const { payload, leftOut } = fitting(contactPayload(shownOf(row, pin), format, writtenBefore), format);
    const hash = keyedHash(this.config.hashKey, 'payload', JSON.stringify(payload));
    const isStored = !isNew && row.stored_hash === hash;
    const isUnchanged = isStored && this.isFresh(row);
    return {
      row,
      payload,
      hash,
      isNew,
      carriedConsent: isNew ? null : row.consent_carried,
      isStored,
      isUnchanged,
      leftOut: isUnchanged ? row.left_out : leftOut,
      writtenParts: writtenAfter(writtenBefore, payload, row.write_again_at !== null),
      isPinUnreadable: pin === undefined,
    };
  }

  /** Somebody else may change a contact at Ecomail at any time: what was written long ago is not known to be there. */
  private isFresh({ stored_at: storedAt }: DirtyContact): boolean {
    return storedAt !== null && storedAt > this.freshSince();
  }

  /** Before it, a write is too long ago for an event to go out upon it. */
  freshSince(): Date {
    return new Date(this.clock.now().getTime() - this.config.delivery.freshMs);
  }
}

/** Parts of a contact without which its credit is still true, as Ecomail names them when it refuses them. */
const optionalParts: ReadonlySet<string> = new Set([
  'name',
  'surname',
  'phone',
  ...fieldNames.filter((name) => fieldDefinitions[name].isOptional).map((name) => `custom_fields.${name}`),
]);

type LeftOut = BuiltContact['leftOut'];
const nothing: LeftOut = {};

/** Leaves out what no field of its type holds, so that Ecomail need not refuse it: a link that is no web address. */
function fitting(
  payload: ContactPayload,
  format: FieldFormat,
): { readonly payload: ContactPayload; readonly leftOut: LeftOut } {
  const unfit = fieldNames.filter((name) => {
    const value = payload.custom_fields[name];
    return (
      typeof value === 'string' &&
      value !== '' &&
      (format.types[name] ?? typeOfField(name)) === 'url' &&
      !isWebAddress(value)
    );
  });
  if (unfit.length === 0) return { payload, leftOut: nothing };
  return {
    payload: { ...payload, custom_fields: without(payload.custom_fields, unfit) },
    leftOut: Object.fromEntries(
      unfit.map((name) => [name, 'must be a web address with http:// or https://']),
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
  const payload = without(contact.payload, names);
  return {
    ...contact,
    payload: { ...payload, custom_fields: without(payload.custom_fields, names) },
    leftOut: { ...contact.leftOut, ...Object.fromEntries(names.map((name) => [name, reason])) },
  };
}

const without = <T extends object>(values: T, names: readonly string[]): T =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))) as T;

const hasPart = ({ custom_fields: fields, ...payload }: ContactPayload, part: string): boolean =>
  part in payload || (part.startsWith('custom_fields.') && part.replace('custom_fields.', '') in fields);
