import { identityOf, type NoticeStatus } from '@ellity/contracts';
import { notShown } from '../../contact-writes/shown-values';
import type { FieldFormat } from '../../fields/contact-fields';
import { type FieldName, typeOfField } from '../../fields/field-definitions';
import type { Membership } from '../../membership/membership';
import type { ListedMember } from '../../membership/membership-reader';
import { noticeMissed } from '../../membership/verdict';
import type { BuiltContact } from '../../mirror/dirty-contacts';

/** What the service knows about those whom a page shows. */
export interface Known {
  /** By the identity of the address: contacts of which it is known what Ecomail should show. */
  readonly settled: ReadonlyMap<string, BuiltContact>;
  /** By the identity of the address: all customers of the shop. */
  readonly customers: ReadonlyMap<string, string>;
  /** By the address as the page has it. */
  readonly memberships: ReadonlyMap<string, Membership>;
}

export interface Expected {
  readonly format: FieldFormat;
  /** Fields that the list has no more: they are another run's matter, and differ of everybody. */
  readonly lacking: readonly string[];
}

export interface ChangedContact {
  readonly contact: BuiltContact;
  readonly fields: readonly string[];
}

export interface MissedNotice {
  readonly email: string;
  readonly customerId: string | null;
  readonly status: NoticeStatus;
}

/** What one page shows otherwise than it should. */
export interface Findings {
  readonly changed: readonly ChangedContact[];
  readonly statuses: readonly MissedNotice[];
  /** Addresses of nobody whom the shop has told of. */
  readonly strangers: readonly string[];
  /** Customers of whom nothing can be said now. */
  readonly skipped: readonly string[];
}

/** The decision about a page: what differs, and whose matter it is. It decides nothing about what to do. */
export function findingsOn(listed: readonly ListedMember[], known: Known, expected: Expected): Findings {
  const changed = new Map<string, ChangedContact>();
  const statuses: MissedNotice[] = [];
  const strangers: string[] = [];
  const skipped: string[] = [];
  for (const { row, status } of listed) {
    const address = identityOf(row.email);
    const customerId = known.customers.get(address) ?? null;
    const membership = known.memberships.get(row.email);
    // A soft bounce is still a member; a list that was read by an older version had it as a bounce.
    const seen = row.status === softBounce && membership?.status === 'bounced' ? 'bounced' : status;
    const told = noticeMissed(seen, membership);
    if (told !== undefined) statuses.push({ email: row.email, customerId, status: told });
    const contact = known.settled.get(address);
    if (contact) {
      const fields = fieldsThatDiffer(row.custom_fields, contact, expected);
      if (fields.length > 0) changed.set(address, { contact, fields });
    } else if (customerId === null) strangers.push(row.email);
    else skipped.push(customerId);
  }
  return { changed: [...changed.values()], statuses, strangers, skipped };
}

const softBounce = 3;

/**
 * The fields that do not show what was written last. What was cleared must be empty, where the account clears it. A
 * contact that would be written otherwise today, because its last change is shown alone once it was announced with
 * others, is not judged by the fields of its last change.
 */
export function fieldsThatDiffer(
  shown: Readonly<Record<string, unknown>>,
  { payload, leftOut, isStored, row }: BuiltContact,
  { format, lacking }: Expected,
): readonly string[] {
  const isJudged = (name: string): boolean =>
    !(name in leftOut || name in row.left_out || lacking.includes(name)) &&
    (isStored || !name.startsWith('ellity_last_change_'));
  const written = Object.fromEntries(
    Object.entries(payload.custom_fields).filter(([name]) => isJudged(name)),
  );
  const refilled = Object.entries(written).filter(
    ([name, value]) => isEmpty(value) && !isEmpty(shown[name]) && isCleared(name, format),
  );
  return [...notShown(shown, written), ...refilled.map(([name]) => name)].sort();
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const isCleared = (name: string, { types, cleared }: FieldFormat): boolean =>
  cleared[types[name as FieldName] ?? typeOfField(name as FieldName)] !== undefined;

/** As many of absent contacts are looked for one by one; when all were gone, the pages are believed about the rest. */
export const lookedForFirst = 100;

/** Absent from every page, and still there when looked for, means that pages shifted: then each must be looked for. */
export const isPageBelieved = ({ gone, there }: { readonly gone: number; readonly there: number }): boolean =>
  gone >= lookedForFirst && there === 0;
