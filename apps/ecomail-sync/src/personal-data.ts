import type { DataRegister } from '@ellity/platform';
import { columnsOfGroup, fieldGroups } from './fields/field-definitions';
import { sealedColumns } from './sealed-columns';

const asLongAsCustomer = 'as long as loyalty-core knows the customer';
const withCustomer = 'emptied when the customer is erased';
const ninetyDays = '90 days after the event was settled, then the row is deleted';

const ofContacts = (column: string, what: string) => ({
  column: `contacts.${column}`,
  what,
  kept: asLongAsCustomer,
  erased: withCustomer,
});

/** Sealed columns are beside the register and count as named. */
const isSealed = (name: string): boolean =>
  sealedColumns.some(({ table, column }) => table === 'contacts' && column === name);
const mirrored = fieldGroups.flatMap(columnsOfGroup).filter(({ name }) => !isSealed(name));

/** What of this service's tables is about people; those of messaging are in its own register. */
export const dataRegister: DataRegister = {
  personal: [
    ...mirrored.flatMap(({ name, personal }) => (personal ? [ofContacts(name, personal)] : [])),
    ofContacts('stored_email', 'the e-mail address that was last written to Ecomail'),
    ofContacts('left_out', 'parts of the contact that Ecomail does not take, with its words'),
    ofContacts('rejected_reason', 'what Ecomail said of the contact, which may repeat a value'),
    {
      column: 'connections.test_addresses',
      what: 'the addresses that test mode lets through, of people who work for the shop as a rule',
      kept: 'until the shop ends test mode or the connection',
      erased: 'taken from the list with the customer who has it',
    },
    {
      column: 'former_addresses.email',
      what: 'an e-mail address that the customer had before',
      kept: asLongAsCustomer,
      erased: 'goes with the customer, at Ecomail too',
    },
    {
      column: 'former_addresses.address',
      what: 'the identity of that address',
      kept: asLongAsCustomer,
      erased: 'goes with the customer',
    },
    {
      column: 'former_addresses.refused_reason',
      what: 'what Ecomail said when it refused to retire that address, without the address',
      kept: 'until Ecomail takes it',
      erased: 'goes with the customer',
    },
    {
      column: 'domain_events.sent_to',
      what: 'the e-mail address of a call whose answer is not known',
      kept: 'until the answer is known, or an operator dismisses the event',
      erased: 'with the answer',
    },
    {
      column: 'domain_events.reference',
      what: 'the number of an order',
      kept: ninetyDays,
      erased: 'stays: without the shop it names nobody',
    },
    {
      column: 'journal.details',
      what: 'the fields as they were written: name, credit, referral code; never a PIN or an address',
      kept: '90 days, then the row is deleted',
      erased: 'emptied when the customer is erased',
    },
    {
      column: 'memberships.email_key',
      what: 'a keyed hash of the identity of an e-mail address in a list',
      kept: 'until the shop activates another list, or 90 days after its connection ended',
      erased: 'with the row, unless another customer of the shop has the address',
    },
    {
      column: 'drift_seen.email_key',
      what: 'a keyed hash of the identity of an e-mail address in a list, while the list is read',
      kept: 'until the check of the list ends',
      erased: 'with the end of the check',
    },
    {
      column: 'drift_seen.spelling',
      what: 'a keyed hash of the address as the list has it',
      kept: 'until the check of the list ends',
      erased: 'with the end of the check',
    },
    {
      column: 'drift_checks.examples',
      what: 'some who differed: ids of customers, shortened addresses and names of fields',
      kept: 'until the shop had ten more checks',
      erased: 'stays: it names nobody whom the mirror does not know any more',
    },
    {
      column: 'verifications.email',
      what: 'the e-mail address of a list notice',
      kept: 'until there is a verdict, then it is emptied',
      erased: 'with the verdict',
    },
    {
      column: 'verifications.email_key',
      what: 'a keyed hash of the identity of that address',
      kept: '90 days after the notice was received, then the row is deleted',
      erased: 'ends by its time',
    },
  ],
  impersonal: {
    automation_samples: ['shop_id'],
    delivery_hours: ['shop_id'],
    drift_checks: ['shop_id', 'fields', 'lacking'],
    exports: ['shop_id'],
    acknowledged_differences: ['shop_id', 'type', 'reason', 'actor'],
    connections: [
      ...[
        'shop_id',
        'state',
        'reason',
        'failing',
        'past_failures',
        'base_url',
        'key_hash',
        'key_tail',
        'list_name',
        'list_created',
      ],
      ...['webhook_expected', 'webhook_seen', 'language', 'time_zone', 'unknown_consent', 'field_types'],
      ...['probes', 'remarks', 'detail', 'event_category'],
    ],
    connection_moves: [...['shop_id', 'move', 'from_stage', 'to_stage', 'reason', 'detail', 'actor', 'why']],
    contacts: [
      ...mirrored.flatMap(({ name, personal, type }) => (personal || type !== 'text' ? [] : [name])),
      ...['shop_id', 'consent_carried', 'stored_hash', 'written_parts'],
    ],
    former_addresses: ['shop_id'],
    erasures: ['shop_id', 'result', 'places', 'notice_ids'],
    domain_events: [
      ...['source', 'shop_id', 'type', 'field_group', 'label', 'numbers', 'state', 'reason', 'sent_value'],
      ...['ecomail_event_id', 'traceparent'],
    ],
    event_receptions: ['shop_id', 'source', 'type'],
    event_sums: ['shop_id', 'source', 'type', 'state', 'reason'],
    journal: ['shop_id', 'step'],
    memberships: ['shop_id', 'status', 'cause'],
    mirror_fills: ['shop_id'],
    open_writes: ['shop_id', 'customer_ids'],
    shop_settings: ['shop_id', 'language', 'time_zone', 'unknown_consent'],
    verifications: ['shop_id', 'status', 'verdict', 'origin'],
  },
};
