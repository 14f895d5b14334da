import type { DataRegister } from '@ellity/platform';

const withLetter = 'LETTER_RETENTION_DAYS after the letter was delivered or discarded; an open letter stays';
const blanked =
  'emptied with the letter, which is found by the customer id or by an address in its body; later ones as they come';

/** What of this service's tables is about people; those of messaging and runs are in their own registers. */
export const dataRegister: DataRegister = {
  personal: [
    {
      column: 'letters.message',
      what: 'the text of the error, addresses shortened; may hold what a receiver put into it',
      kept: withLetter,
      erased: blanked,
    },
    { column: 'letters.stack', what: 'the stack of the error, as above', kept: withLetter, erased: blanked },
    {
      column: 'letters.address_hashes',
      what: 'keyed hashes of the addresses in the body',
      kept: withLetter,
      erased: blanked,
    },
    {
      column: 'letters.identity',
      what: 'message id and keyed hash of the body',
      kept: withLetter,
      erased: 'stays until the letter goes: so that the same message again is not kept anew',
    },
    {
      column: 'attempts.person',
      what: 'whose letters go in their order: the customer id, or a keyed hash of the address',
      kept: withLetter,
      erased: blanked,
    },
    {
      column: 'groups.message',
      what: 'the text of the error with every id, number, address and quoted value replaced',
      kept: 'for ever',
      erased: 'names nobody',
    },
    {
      column: 'groups.note',
      what: 'what an operator wrote about a group of letters',
      kept: 'for ever',
      erased: 'is about a fault; operators are told to name nobody',
    },
  ],
  impersonal: {
    groups: ['fingerprint', 'service', 'queue', 'type', 'code', 'frames'],
    letters: [
      'queue',
      'failing_queue',
      'message_id',
      'exchange',
      'routing_key',
      'service',
      'service_version',
      'sender',
      'type',
      'shop_id',
      'trace_id',
      'code',
      'state',
    ],
    erased_customers: ['shop_id'],
    letter_totals: ['shop_id', 'type', 'state', 'sender'],
    actions: ['kind', 'actor', 'why', 'filter', 'parameters', 'outcome', 'stopped'],
    attempts: ['state', 'code', 'code_before'],
    audit: ['actor', 'service', 'what', 'why', 'filter', 'before', 'after'],
  },
};
