import type { FileParts, FileValue, LeftOut } from '@ellity/platform';
import { columnsOfGroup, fieldGroups } from '../fields/field-definitions';

const at = '2027-01-15T08:30:00.000Z';

/** What the mirror keeps, as its columns say; a day is a day in every time zone. */
const mirrored: Readonly<Record<string, FileValue>> = Object.fromEntries(
  fieldGroups.flatMap(columnsOfGroup).flatMap(({ name, type, file }) => {
    if (!file) return [];
    const [shown, example, sql] = file;
    return [[shown, [name, example, sql ?? (type === 'date' ? `${name}::text` : name)] as const]];
  }),
);

/** What ecomail-sync shows a person of what it holds about them; a test holds it to the register of personal data. */
export const fileParts: FileParts = {
  contact: {
    table: 'contacts',
    what: 'The contact as Ecomail should have it, and as it was last written there',
    where: 'shop_id = :shop and customer_id = :customer and erased_at is null',
    order: 'customer_id',
    values: {
      ...mirrored,
      emailAtEcomail: ['stored_email', 'jana.novakova@shop.test'],
      notTakenByEcomail: ['left_out', { phone: 'is not a phone number' }],
      refusedByEcomail: ['rejected_reason', null],
      writtenAt: ['stored_at', at],
    },
  },
  formerAddresses: {
    table: 'former_addresses',
    what: 'Addresses that the person had before, under which Ecomail may know them',
    where: 'shop_id = :shop and customer_id = :customer',
    order: 'left_at, address',
    values: {
      email: ['email', 'jana.stara@shop.test'],
      leftAt: ['left_at', at],
      refusedByEcomail: ['refused_reason', null],
    },
  },
  events: {
    table: 'domain_events',
    what: 'Changes that were received, and whether the person was notified of them',
    where: 'shop_id = :shop and customer_id = :customer',
    order: 'received_at, id',
    values: {
      type: ['type', 'loyalty.CreditChanged.v1'],
      occurredAt: ['occurred_at', at],
      receivedAt: ['received_at', at],
      numbers: ['numbers', { amount: '10.00', balance: '150.00' }],
      reference: ['reference', 'order-1001'],
      label: ['label', 'credit'],
      state: ['state', 'delivered'],
      reason: ['reason', null],
      settledAt: ['settled_at', at],
      sentTo: ['sent_to', null],
      sentValue: ['sent_value', null],
    },
  },
  journal: {
    table: 'journal',
    what: 'What was done at Ecomail, step by step',
    where: 'shop_id = :shop and customer_id = :customer',
    order: 'id',
    values: {
      at: ['at', at],
      step: ['step', 'stored'],
      details: ['details', { fields: { ellity_credit: '150,00' } }],
    },
  },
  memberships: {
    table: 'memberships',
    what: 'Whether the address is in the list of the shop, and who caused it',
    where: 'shop_id = :shop and email_key = any(:keys)',
    order: 'at',
    values: { status: ['status', 'subscribed'], cause: ['cause', 'contact'], since: ['at', at] },
  },
  notices: {
    table: 'verifications',
    what: 'Notices from Ecomail that the address joined or left the list, and what they were found to be',
    where: 'shop_id = :shop and email_key = any(:keys)',
    order: 'received_at',
    values: {
      receivedAt: ['received_at', at],
      status: ['status', 'subscribed'],
      email: ['email', ''],
      verdict: ['verdict', 'genuine'],
      decidedAt: ['decided_at', at],
    },
  },
};

export const leftOut: readonly LeftOut[] = [
  {
    what: 'the address in the form in which it is compared',
    why: 'It says no more than the address itself.',
    columns: ['contacts.address', 'former_addresses.address'],
  },
  {
    what: 'keyed hashes of addresses',
    why: 'Nobody can read them; what they were found by is shown.',
    columns: [
      ...['memberships.email_key', 'verifications.email_key'],
      ...['drift_seen.email_key', 'drift_seen.spelling'],
    ],
  },
  {
    what: 'examples of what a check of the whole list found',
    why: 'They name fields that differed, and nothing of what was in them; the story of the customer has the writes.',
    columns: ['drift_checks.examples'],
  },
  {
    what: 'addresses of people who are being erased',
    why: 'Whoever is being erased is no customer any more and has no file.',
    columns: ['erasures.addresses_sealed'],
  },
  {
    what: "keys and orders of the shop's own, such as the key of its Ecomail account and whom it tries out the connection with",
    why: "They are the shop's and say nothing of a customer.",
    columns: ['connections.key_sealed', 'connections.test_addresses', 'runs.input_sealed'],
  },
  {
    what: 'messages on their way, and messages that were set aside in the message broker',
    why: 'They repeat what is shown, and go when they are delivered or dealt with.',
    columns: ['outbox.body'],
  },
];
