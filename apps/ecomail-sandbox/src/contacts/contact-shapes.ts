import type { PlainFieldValue, WireContact, WireMember } from '@ellity/ecomail';
import type { ContactRow, Fields, ListRow, MemberRow } from '../store/rows';
import type { SwitchValues } from '../switches/switches';
import { localTime, shiftedTime, utcTime } from './times';

/** Answer of subscribe and update-subscriber; their samples disagree on the name of the bounce counter (4.3, 4.5). */
export function contactAnswer(contact: ContactRow, call: 'subscribe' | 'update'): WireContact {
  return {
    id: contact.id,
    name: contact.profile['name'] ?? null,
    surname: contact.profile['surname'] ?? null,
    email: contact.email,
    gender: contact.profile['gender'] ?? null,
    bounce_soft: 0,
    ...(call === 'subscribe' ? { bounced_hard: 0 } : { bounce_hard: null }),
    bounce_message: null,
    inserted_at: localTime(contact.insertedAt),
  };
}

export function customFieldsOf(
  fields: Fields,
  list: ListRow,
  { clearedField, emptyFields }: SwitchValues,
): Readonly<Record<string, PlainFieldValue>> | readonly never[] {
  const shown =
    clearedField === 'absent' ? fields : withCleared(fields, list, clearedField === 'null' ? null : '');
  return Object.keys(shown).length === 0 && emptyFields === 'array' ? [] : shown;
}

function withCleared(fields: Fields, list: ListRow, cleared: '' | null): Fields {
  return Object.fromEntries(Object.keys(list.fields).map((key) => [key, fields[key] ?? cleared]));
}

/** Its times: `unsubscribed_at` is early, the `_utc` ones are true; after a complaint the true one is empty (10.1). */
export function memberTimes(member: MemberRow) {
  const left = member.unsubscribedAt;
  return {
    subscribed_at: utcTime(member.subscribedAt),
    unsubscribed_at: left === null ? null : shiftedTime(left),
    subscribed_at_utc: utcTime(member.subscribedAt),
    unsubscribed_at_utc: left === null || member.status === 5 ? null : utcTime(left),
    doi_date: member.confirmedAt === null ? null : localTime(member.confirmedAt),
  };
}

export function memberAnswer(
  member: MemberRow,
  contact: ContactRow,
  list: ListRow,
  switches: SwitchValues,
): WireMember {
  return {
    id: contact.id,
    email: contact.email,
    ...contact.profile,
    tags: contact.tags,
    rating: 0,
    list_id: member.listId,
    status: member.status,
    ...{ sms_status: 0, inserted_at: localTime(contact.insertedAt), can_change_status: true },
    source: member.source,
    ...memberTimes(member),
    custom_fields: customFieldsOf(member.fields, list, switches),
    groups: member.groups,
  };
}

/** A row of the pages of a list. */
export function memberRowAnswer(
  member: MemberRow,
  contact: ContactRow,
  list: ListRow,
  switches: SwitchValues,
) {
  return {
    list_id: member.listId,
    email: member.email,
    status: member.status,
    ...memberTimes(member),
    custom_fields: customFieldsOf(member.fields, list, switches),
    groups: member.groups,
    source: member.source,
    subscriber: { id: contact.id, email: contact.email, ...contact.profile, tags: contact.tags },
  };
}

/** The account-wide view of a contact, with each membership under the id of its list. */
export function globalAnswer(
  contact: ContactRow,
  memberships: readonly { readonly member: MemberRow; readonly list: ListRow }[],
  switches: SwitchValues,
) {
  const lists = memberships.map(({ member, list }) => [
    String(list.id),
    {
      list_id: list.id,
      owner: list.name,
      status: member.status,
      source: member.source,
      groups: member.groups,
      ...memberTimes(member),
      custom_fields: customFieldsOf(member.fields, list, switches),
      c_fields: JSON.stringify(member.fields),
      status_history: member.history.map(({ at, status }) => ({ status, date: localTime(at) })),
      unsub_reason: null,
    },
  ]);
  return {
    subscriber: {
      id: contact.id,
      email: contact.email,
      ...contact.profile,
      tags: contact.tags,
      inserted_at: localTime(contact.insertedAt),
      lists: Object.fromEntries(lists) as Readonly<Record<string, unknown>>,
    },
  };
}
