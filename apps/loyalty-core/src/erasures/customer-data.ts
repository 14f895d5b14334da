/**
 * What is done with every column of the register of personal data when a customer is erased. A test holds it and the
 * register to each other: a new column is decided about here before it is merged.
 */
import type { ErasureAction } from './erased-place';

export interface ErasingStatement {
  readonly place: string;
  readonly action: ErasureAction;
  readonly columns: readonly string[];
  /** $1: the customer; $2: the shop; $3: the hashes of the address. The rows it touches are counted. */
  readonly sql: string;
}

export const erasingStatements: readonly ErasingStatement[] = [
  {
    place: 'consents',
    action: 'deleted',
    columns: ['consents.proof', 'consents.actor'],
    sql: 'delete from consents where customer_id = $1',
  },
  {
    place: 'mails',
    action: 'deleted',
    columns: ['mails.changes'],
    sql: 'delete from mails where customer_id = $1',
  },
  {
    place: 'sign_ups',
    action: 'deleted',
    columns: ['sign_ups.address_hash'],
    sql: 'delete from sign_ups where shop_id = $2 and address_hash = any($3)',
  },
  {
    place: 'pin_attempts',
    action: 'deleted',
    columns: ['pin_attempts.address_hash'],
    sql: 'delete from pin_attempts where shop_id = $2 and address_hash = any($3)',
  },
  {
    place: 'address_conflicts',
    action: 'deleted',
    columns: [],
    sql: 'delete from address_conflicts where customer_id = $1',
  },
  {
    place: 'customers',
    action: 'blanked',
    columns: [
      ...['email', 'email_identity', 'first_name', 'last_name', 'phone', 'group_name', 'referral_code'],
      ...['referral_link', 'marketing_consent', 'pin'],
    ].map((column) => `customers.${column}`),
    sql: `update customers set email = '', email_identity = null, first_name = null, last_name = null, phone = null,
      group_name = null, referral_code = null, referral_link = null, marketing_consent = 'unknown',
      consent_decided_at = null, pin = null, erased_at = now() where id = $1`,
  },
  {
    place: 'customer_search',
    action: 'deleted',
    columns: ['search_text', 'name_key', 'group_name', 'marketing_consent'].map(
      (column) => `customer_search.${column}`,
    ),
    sql: 'delete from customer_search where customer_id = $1',
  },
];

/** What stays; the register says why. */
export const keptColumns: readonly string[] = [
  'grants.address_hash',
  'erasures.address',
  'erasures.address_hash',
  'erasures.actor',
  'ledger_entries.reference',
  'ledger_entries.command_key',
  'ledger_entries.actor',
  'shortfalls.reference',
  'shortfalls.command_key',
  'shortfalls.actor',
  'commands.key',
  'commands.digest',
  'person_changes.actor',
  'settings_changes.actor',
  'imports.actor',
  // Sealed; carried out, a line about somebody who was erased since brings nobody back.
  'import_blocks.content',
  // Sealed answers to requests; the row goes after 30 days.
  'request_keys.answer_sealed',
  // Sealed, and gone when the run has ended; none is started with anything about a customer.
  'runs.input_sealed',
];
