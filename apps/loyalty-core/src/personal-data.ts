import type { DataRegister, PersonalColumn } from '@ellity/platform';

const profile = (column: string, what: string): PersonalColumn => ({
  column: `customers.${column}`,
  what,
  kept: 'as long as the customer',
  erased: 'emptied with the customer',
});

const key = (column: string): PersonalColumn => ({
  column,
  what: "the caller's own name of a change; may hold an order number, or whatever the caller puts there",
  kept: 'where credit moved as long as the ledger, else 400 days',
  erased: 'stays: it proves that a change is not made twice',
});

const actor = (column: string): PersonalColumn => ({
  column,
  what: 'the id of the person who made a change; never an address',
  kept: 'as long as the ledger',
  erased: 'stays: it is who answers for the change',
});

/** What this service keeps of people, and what it keeps that is of nobody; see `DataRegister`. */
export const dataRegister: DataRegister = {
  personal: [
    profile('email', 'the address of a customer'),
    profile('email_identity', 'the address in the form that is compared'),
    profile('first_name', 'a name'),
    profile('last_name', 'a name'),
    profile('phone', 'a phone number'),
    profile('group_name', "the shop's own group of the customer"),
    profile('referral_code', 'a code that is the customer’s alone'),
    profile('referral_link', 'a link that is the customer’s alone'),
    {
      column: 'consents.proof',
      what: 'what shows that a decision about marketing e-mails was made, in the words of the sender',
      kept: 'as long as the customer',
      erased: 'goes with the row',
    },
    actor('consents.actor'),
    profile('marketing_consent', 'what the customer said about marketing e-mails'),
    ...['search_text', 'name_key', 'group_name', 'marketing_consent'].map((column) => ({
      column: `customer_search.${column}`,
      what: 'what the customer is found by: name, address, phone, group, consent',
      kept: 'as long as the customer',
      erased: 'follows the customer’s row, by the database itself',
    })),
    {
      column: 'grants.address_hash',
      what: 'a keyed hash of an address',
      kept: 'for ever: one reward per address, ever',
      erased: 'stays: without the key nobody can read it',
    },
    {
      column: 'sign_ups.address_hash',
      what: 'a keyed hash of the address of somebody who is no customer',
      kept: '400 days, or until the customer appears',
      erased: 'goes with the customer, or after 400 days',
    },
    {
      column: 'pin_attempts.address_hash',
      what: 'a keyed hash of an address for which a wrong PIN was typed',
      kept: '30 days after the last one',
      erased: 'goes by itself: without the key nobody can read it',
    },
    {
      column: 'ledger_entries.reference',
      what: 'an order number or another reference of the shop',
      kept: 'as long as the ledger',
      erased: 'stays: the ledger is append-only, and the customer it names is emptied',
    },
    {
      column: 'shortfalls.reference',
      what: 'an order number or another reference of the shop',
      kept: 'as long as the ledger',
      erased: 'stays: it is a part of the ledger, and the customer it names is emptied',
    },
    key('shortfalls.command_key'),
    actor('shortfalls.actor'),
    key('ledger_entries.command_key'),
    key('commands.key'),
    {
      column: 'commands.digest',
      what: 'a hash without a key over what was asked, address included',
      kept: 'where credit moved as long as the ledger, else 400 days',
      erased:
        'stays: it shows that the same was asked again; an address can be tried against it only by who knows all else',
    },
    {
      column: 'mails.changes',
      what: 'what an e-mail told of: amounts, reasons, order numbers; no PIN and no address',
      kept: '400 days',
      erased: 'goes with the customer, or after 400 days',
    },
    actor('ledger_entries.actor'),
    actor('person_changes.actor'),
    actor('settings_changes.actor'),
    actor('imports.actor'),
  ],
  impersonal: {
    address_conflicts: ['shop_id', 'problem'],
    commands: ['shop_id', 'source', 'type', 'outcome', 'reason'],
    consents: ['shop_id', 'consent', 'source', 'service'],
    customer_search: ['shop_id'],
    customers: ['shop_id'],
    daily_sums: ['shop_id', 'kind', 'reason'],
    mail_connections: ['shop_id', 'state'],
    mail_settings: ['shop_id', 'credit', 'pin', 'sender_name', 'reply_to'],
    mails: ['shop_id', 'kind', 'state', 'reason'],
    grants: ['shop_id', 'reward'],
    import_lines: ['state', 'action', 'problems'],
    imports: ['shop_id', 'digest', 'state', 'encoding', 'delimiter', 'ignored_columns', 'service'],
    ledger_entries: ['shop_id', 'kind', 'reason', 'service'],
    lot_movements: ['shop_id'],
    expiry_warnings: ['shop_id'],
    lots: ['shop_id'],
    nights: ['shop_id'],
    person_changes: ['shop_id', 'what', 'service'],
    pin_attempts: ['shop_id'],
    retired_rows: ['table_name', 'shop_id', 'kind'],
    settings_changes: ['shop_id', 'part', 'service', 'changes'],
    shortfalls: ['shop_id', 'reason', 'service'],
    shops: [
      'id',
      'name',
      'time_zone',
      'language',
      'expiry_notice_target',
      'unknown_consent',
      'rewarded_sign_ups',
      'lapsed_returns',
      'shortfall_rule',
    ],
    sign_ups: ['shop_id', 'reward'],
  },
};
