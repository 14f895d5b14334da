import type { FileParts, LeftOut } from '@ellity/platform';

const at = '2027-01-15T08:30:00.000Z';
const id = '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01';
const ofCustomer = 'shop_id = :shop and customer_id = :customer';
const byWhom = { service: ['service', 'console'], actor: ['actor', 'person-17'] } as const;

/** What loyalty-core shows a person of what it holds about them; a test holds it to the register of personal data. */
export const fileParts: FileParts = {
  profile: {
    table: 'customers',
    what: 'The customer',
    where: 'shop_id = :shop and id = :customer',
    order: 'id',
    values: {
      email: ['email', 'jana.novakova@shop.test'],
      firstName: ['first_name', 'Jana'],
      lastName: ['last_name', 'Nováková'],
      phone: ['phone', '+420601998877'],
      group: ['group_name', 'VIP'],
      referralCode: ['referral_code', 'JANA-1'],
      referralLink: ['referral_link', 'https://shop.test/?r=JANA-1'],
      registered: ['registered', true],
      marketingConsent: ['marketing_consent', 'granted'],
      consentDecidedAt: ['consent_decided_at', at],
      hasPin: ['pin', false, 'pin is not null'],
      balance: ['balance', '150.00'],
      createdAt: ['created_at', at],
    },
  },
  consents: {
    table: 'consents',
    what: 'Every decision about marketing e-mails',
    where: ofCustomer,
    order: 'decided_at, id',
    values: {
      consent: ['consent', 'granted'],
      decidedAt: ['decided_at', at],
      recordedAt: ['recorded_at', at],
      source: ['source', 'checkout'],
      proof: ['proof', 'form newsletter-2, wording of 2026-05-01'],
      ...byWhom,
    },
  },
  ledger: {
    table: 'ledger_entries',
    what: 'Every movement of credit, and who asked for it',
    where: ofCustomer,
    order: 'sequence',
    values: {
      id: ['id', id],
      kind: ['kind', 'award'],
      amount: ['amount', '150.00'],
      balanceAfter: ['balance_after', '150.00'],
      reason: ['reason', 'order'],
      reference: ['reference', 'order-1001'],
      key: ['command_key', 'order-1001-award'],
      changedAt: ['changed_at', at],
      ...byWhom,
    },
  },
  lots: {
    table: 'lots',
    what: 'Credit that can be spent, and until when',
    where: `${ofCustomer} and remaining > 0`,
    order: 'expires_on, id',
    values: {
      amount: ['amount', '150.00'],
      remaining: ['remaining', '150.00'],
      expiresOn: ['expires_on', '2027-06-30', 'expires_on::text'],
    },
  },
  expiryWarnings: {
    table: 'expiry_warnings',
    what: 'Expiry warnings that were given',
    where: ofCustomer,
    order: 'expires_on',
    values: { expiresOn: ['expires_on', '2027-06-30', 'expires_on::text'], amount: ['amount', '50.00'] },
  },
  shortfalls: {
    table: 'shortfalls',
    what: 'What could not be taken back, because it was spent',
    where: ofCustomer,
    order: 'id',
    values: {
      amount: ['amount', '20.00'],
      open: ['open', '20.00'],
      isOwed: ['is_owed', false],
      reason: ['reason', 'order-cancelled'],
      reference: ['reference', 'order-1001'],
      key: ['command_key', 'order-1001-cancelled'],
      recordedAt: ['recorded_at', at],
      ...byWhom,
    },
  },
  mails: {
    table: 'mails',
    what: 'System e-mails',
    where: ofCustomer,
    order: 'created_at, id',
    values: {
      kind: ['kind', 'credit'],
      state: ['state', 'sent'],
      reason: ['reason', null],
      changes: ['changes', [{ amount: '150.00', reason: 'order' }]],
      createdAt: ['created_at', at],
      settledAt: ['settled_at', at],
    },
  },
  rewards: {
    table: 'grants',
    what: 'Rewards that the person or the address was given, each once',
    where: 'shop_id = :shop and (customer_id = :customer or address_hash = any(:hashes))',
    order: 'granted_at',
    values: {
      reward: ['reward', 'newsletter'],
      amount: ['amount', '50.00'],
      returnable: ['returnable', '0.00'],
      grantedAt: ['granted_at', at],
    },
  },
  signUps: {
    table: 'sign_ups',
    what: 'Sign-ups to the newsletter that were not rewarded yet',
    where: 'shop_id = :shop and address_hash = any(:hashes)',
    order: 'signed_up_at',
    values: { signedUpAt: ['signed_up_at', at], hasLeft: ['has_left', false] },
  },
  wrongPins: {
    table: 'pin_attempts',
    what: 'Wrong PINs that were typed for the address since the last right one',
    where: 'shop_id = :shop and address_hash = any(:hashes)',
    order: 'failed_at',
    values: {
      failures: ['failures', 1],
      failedAt: ['failed_at', at],
      lockedUntil: ['locked_until', null],
    },
  },
  addressConflict: {
    table: 'address_conflicts',
    what: 'Why the address of the customer does not count as theirs',
    where: ofCustomer,
    order: 'found_at',
    values: { problem: ['problem', 'same-address'], foundAt: ['found_at', at] },
  },
  changes: {
    table: 'person_changes',
    what: 'What people changed of the customer, or read',
    where: ofCustomer,
    order: 'id',
    values: { what: ['what', 'email-changed'], changedAt: ['changed_at', at], ...byWhom },
  },
};

export const leftOut: readonly LeftOut[] = [
  {
    what: 'the address in the form in which it is compared, and the words by which the customer is found',
    why: 'They are made of what the profile shows.',
    columns: [
      'customers.email_identity',
      ...['search_text', 'name_key', 'group_name', 'marketing_consent'].map(
        (name) => `customer_search.${name}`,
      ),
    ],
  },
  {
    what: 'keyed hashes of addresses',
    why: 'Nobody can read them; what is found by them is shown.',
    columns: ['grants.address_hash', 'sign_ups.address_hash', 'pin_attempts.address_hash'],
  },
  {
    what: 'receipts of erasures',
    why: 'Whoever was erased is no customer any more and has no file.',
    columns: ['erasures.address', 'erasures.address_hash', 'erasures.actor'],
  },
  {
    what: 'the names and hashes of requests',
    why: 'Where credit moved the name stands in the ledger as "key"; the others are found by their name alone.',
    columns: [
      ...['commands.key', 'commands.digest', 'request_keys.key', 'request_keys.digest'],
      'request_keys.answer_sealed',
    ],
  },
  {
    what: 'who changed settings, and who imported files',
    why: 'It is about people who work for the shop.',
    columns: ['settings_changes.actor', 'imports.actor'],
  },
  {
    what: 'lines of imported files that were not carried out, and orders to do long work',
    why: 'They are sealed and found by nothing; what a line changed is shown.',
    columns: ['import_blocks.content', 'runs.input_sealed'],
  },
  {
    what: 'messages on their way, and messages that were set aside in the message broker',
    why: 'They repeat what is shown, and go when they are delivered or dealt with.',
    columns: ['outbox.body'],
  },
];
