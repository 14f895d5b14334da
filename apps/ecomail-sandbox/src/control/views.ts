import type { ContactRow, EventRow, Fields, ListRow, MemberRow } from '../store/rows';

/** What the control API shows: the plain truth, without Ecomail's quirks. Times are ISO, UTC. */
export function membershipView(member: MemberRow, list: ListRow | undefined) {
  const {
    email,
    listId,
    status,
    fields,
    groups,
    source,
    subscribedAt,
    unsubscribedAt,
    confirmedAt,
    writtenAt,
    history,
  } = member;
  return {
    email,
    listId,
    listName: list?.name ?? null,
    status,
    fields,
    groups,
    source,
    subscribedAt,
    unsubscribedAt,
    confirmedAt,
    writtenAt,
    history,
  };
}

export function contactView(
  contact: ContactRow,
  lists: readonly { readonly list: ListRow; readonly member: MemberRow }[],
) {
  const { email, id, profile, tags, insertedAt } = contact;
  return {
    id,
    email,
    profile,
    tags,
    insertedAt,
    lists: lists.map(({ list, member }) => membershipView(member, list)),
  };
}

/** `fields` are those of the wanted list, else of the first list that has loyalty fields, as they were at acceptance. */
export function eventView(event: EventRow, listId?: number) {
  const { id, email, category, action, label, property, value, at, memberships } = event;
  const wanted =
    memberships.find((one) => one.listId === listId) ??
    memberships.find(({ fields }) => Object.hasOwn(fields, 'ellity_credit')) ??
    memberships[0];
  const fields: Fields = wanted?.fields ?? {};
  return {
    id,
    email,
    category,
    action,
    label,
    property,
    value,
    at,
    listId: wanted?.listId ?? null,
    status: wanted?.status ?? null,
    fields,
    memberships,
  };
}
