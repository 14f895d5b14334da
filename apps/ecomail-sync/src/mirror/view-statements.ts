import { columnsOfGroup, fieldGroups } from '../fields/field-definitions';
import { type NamedColumn, selected } from '../fields/mirror-column';
import { testMode } from './test-mode';

/** The columns that people see; a PIN is only said to be there. */
export const shownColumns: readonly NamedColumn[] = fieldGroups
  .flatMap(columnsOfGroup)
  .filter(({ name }) => name !== 'pin_sealed');

/** The mirror's columns as they are called here. */
export const shownName = ({ name }: NamedColumn): string =>
  ({ is_registered: 'registered', customer_group: 'group' })[name] ??
  name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export const selectContact = `
  select c.shop_id as "shopId", c.customer_id as "customerId",
    ${shownColumns.map((column) => `${selected(column)} as "${shownName(column)}"`).join(', ')},
    ${fieldGroups.map((group) => `c.${group}_sequence as "${group}Sequence"`).join(', ')},
    pin_sealed is not null as "hasPin", version::int, stored_version::int as "storedVersion",
    stored_at as "storedAt", is_known as "isKnown", dirty_since as "dirtySince", waiting_since as "waitingSince",
    debounced_until as "quietUntil", rejected_reason as "rejectedReason", left_out as "leftOut"
  from contacts c where shop_id = $1 and customer_id = $2`;

/** Each has an index that holds little else. */
const conditions = {
  rejected: `rejected_reason is not null and rejected_reason <> '${testMode}'`,
  incomplete: `left_out <> '{}'`,
  'kept-back': `rejected_reason = '${testMode}'`,
} as const;
export type ContactsState = keyof typeof conditions;
export const contactsStates = Object.keys(conditions) as ContactsState[];

/** Contacts of a shop by customer, after one of them. */
export const selectContacts = (state: ContactsState | undefined): string => `
  select customer_id as "customerId", email, rejected_reason as "rejectedReason", left_out as "leftOut",
    stored_at as "storedAt", dirty_since as "dirtySince"
  from contacts
  where shop_id = $1 and ($2::uuid is null or customer_id > $2) ${state ? `and ${conditions[state]}` : ''}
  order by customer_id limit $3`;
