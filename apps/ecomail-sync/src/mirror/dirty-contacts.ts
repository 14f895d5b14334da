import type { MarketingConsent } from '@ellity/contracts';
import type { ContactPayload, SharedPart } from '../fields/contact-fields';
import {
  columnsOfGroup,
  fieldGroups,
  type mirrorColumns,
  type NewestEvents,
  type ShownContact,
} from '../fields/field-definitions';
import { type ColumnsOf, selected } from '../fields/mirror-column';
import { isLeftOutOfTest } from './test-mode';

export const contactsPerCallMax = 3_000;

/** The contact is part of a write that is under way, or whose answer nobody got. */
export const isInOpenWrite = (contact: string, shop: string): string =>
  `${contact}.customer_id in (select unnest(w.customer_ids) from open_writes w where w.shop_id = ${shop})`;

/** Nothing of the contact of a shop ($1) is to be written, is under way or may land yet, and it was written before a time. */
export const isSettled = (contact: string, before: string): string => `
  ${contact}.is_known and ${contact}.stored_email = ${contact}.email and ${contact}.stored_at < ${before}
  and ${contact}.dirty_since is null and ${contact}.rejected_reason is null and not ${isInOpenWrite(contact, '$1')}
  and ${contact}.write_again_at is null and ${contact}.absent_since is null`;

const columns = fieldGroups.flatMap((group) => [...columnsOfGroup(group).map(selected), `c.${group}_event`]);

const contactsWhere = (condition: string): string => `
  select c.customer_id, c.version, ${columns.join(', ')}, c.consent_carried, c.left_out, c.pin_unreadable, c.is_known, c.stored_email, c.stored_at, c.written_parts, c.write_again_at, c.absent_since,
    case when c.stored_hash is not null and not ${isInOpenWrite('c', '$1')} then c.stored_hash end as stored_hash,
    unsent.amount as unsent_amount, unsent.changed_at as unsent_changed_at
  from contacts c
  left join lateral (
    select sum(coalesce(e.notified_amount, (e.numbers->>'amount')::numeric)) as amount,
      max((e.numbers->>'changedAt')::timestamptz) as changed_at
    from domain_events e
    where e.customer_id = c.customer_id and e.shop_id is not distinct from c.shop_id and e.state = 'waiting' and e.label = 'credit'
      and e.intent_at is null
  ) as unsent on true
  where c.shop_id = $1 and c.rejected_reason is null and c.email is not null and ${condition}`;

/**
 * Contacts of a shop and lane that Ecomail may not have as they are now, the longest waiting first; $3: but not these. `unsent_*` is the net
 * of the credit events that were not sent yet: the fields show the change that the next tracker event will announce. It is
 * read in the same statement as the contact, so it contains exactly the events up to the contact's version.
 * (`is not distinct from` keeps a planner without statistics from going through all waiting events of the shop.)
 */
export const selectDirtyContacts = `${contactsWhere('c.due_lane = $2 and c.customer_id <> all ($3::uuid[])')}
  order by c.dirty_since
  limit ${contactsPerCallMax}`;

/** Contacts of a shop by customer, after one of them ($2), as they would be written now. $4: the addresses of test mode. */
export const selectContactsToBuild = `${contactsWhere(`c.customer_id > $2 and not ${isLeftOutOfTest('c', '$4')}`)}
  order by c.customer_id limit $3`;

/** One contact of a shop ($2), as it would be written now; none while it cannot be. */
export const selectContactToShow = contactsWhere('c.customer_id = $2');

/**
 * Contacts of a shop with one of these addresses ($2) of which it is known what Ecomail should show: written before $3,
 * and nothing is to be written, is under way, or may land yet.
 */
export const selectSettledContacts = contactsWhere(`c.address = any($2) and ${isSettled('c', '$3')}`);

/** A few whose newest state is stored, and who may be written. $2: the addresses of test mode. */
export const selectStoredContacts = `${contactsWhere(`c.dirty_since is null and c.is_known and c.stored_hash is not null and not ${isLeftOutOfTest('c', '$2')}`)}
  limit 5`;

export interface DirtyContact extends ColumnsOf<typeof mirrorColumns>, NewestEvents {
  readonly customer_id: string;
  readonly version: string;
  readonly email: string;
  readonly consent: MarketingConsent;
  /** The consent that membership at Ecomail follows. */
  readonly consent_carried: MarketingConsent | null;
  readonly left_out: Readonly<Record<string, string>>;
  /** Of the last write. */
  readonly pin_unreadable: boolean;
  readonly is_known: boolean;
  /** Null as well while nobody knows what Ecomail has, since a write is under way. */
  readonly stored_hash: string | null;
  readonly stored_email: string | null;
  /** When it was written last. */
  readonly stored_at: Date | null;
  /** Parts under the address of the last write that merchants fill in as well, and that hold what we wrote. */
  readonly written_parts: readonly SharedPart[];
  /** Ecomail took it as new and does not show it since. */
  readonly absent_since: Date | null;
  /** An older write may land until then. */
  readonly write_again_at: Date | null;
  readonly unsent_amount: string | null;
  readonly unsent_changed_at: Date | null;
}

/** A contact as it is about to be written: everything that is recorded afterwards belongs to this version. */
export interface BuiltContact {
  readonly row: DirtyContact;
  readonly payload: ContactPayload;
  readonly hash: string;
  /** Not in the list as far as we know, or not under this address. */
  readonly isNew: boolean;
  /** The consent that membership under this address follows already. */
  readonly carriedConsent: MarketingConsent | null;
  /** Exactly this was the last that Ecomail was given. */
  readonly isStored: boolean;
  /** And lately, so that it need not be written again. */
  readonly isUnchanged: boolean;
  /** Parts that are not written, each with its reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Parts that merchants fill in as well, and that are ours after this write. */
  readonly writtenParts: readonly SharedPart[];
  /** Written without its PIN. */
  readonly isPinUnreadable: boolean;
}

/** `pin`: opened; undefined when it cannot be read. */
export function shownOf(row: DirtyContact, pin: string | null | undefined): ShownContact {
  const shown: Record<string, unknown> = { pin, change: changeOf(row) };
  for (const name of shownColumns) shown[name] = row[name];
  return shown as unknown as ShownContact;
}

/** Named one by one: a copy of everything that is read of a contact takes longer than all else about its fields. */
const shownColumns = fieldGroups
  .flatMap(columnsOfGroup)
  .map(({ name }) => name as keyof ColumnsOf<typeof mirrorColumns>)
  .filter((name) => !['pin_sealed', 'last_change_amount', 'last_changed_at'].includes(name));

/** The unsent changes together; when they cancel out, nobody is notified and the last one shows as it is. */
function changeOf(row: DirtyContact): ShownContact['change'] {
  if (row.unsent_amount !== null && Number(row.unsent_amount) !== 0 && row.unsent_changed_at !== null) {
    return { amount: row.unsent_amount, at: row.unsent_changed_at };
  }
  return row.last_change_amount !== null && row.last_changed_at !== null
    ? { amount: row.last_change_amount, at: row.last_changed_at }
    : null;
}

/** The status that only a new contact is given: 1 with consent, 2 without. */
export function statusFor(consent: DirtyContact['consent'], unknownConsent: 'granted' | 'denied'): 1 | 2 {
  return (consent === 'unknown' ? unknownConsent : consent) === 'granted' ? 1 : 2;
}
