import type { FileParts, LeftOut } from '@ellity/platform';

const at = '2027-01-15T08:30:00.000Z';

/**
 * What webhook-gateway shows a person of what it holds about them; a test holds it to the register of personal data.
 * A notice that could not be read names nobody, so its body is looked through for the address as it may be written.
 */
export const fileParts: FileParts = {
  notices: {
    table: 'notices',
    what: 'Notices about the address, exactly as they were received, and what became of them',
    where: `shop_id = :shop and (lower(email) = any(:identities)
      or (email is null and encode(body, 'escape') ~* any(:written)))`,
    order: 'id',
    values: {
      receivedAt: ['received_at', at],
      source: ['source', 'ecomail'],
      email: ['email', 'jana.novakova@shop.test'],
      body: ['body', '{"payload":{"email":"jana.novakova@shop.test","status":"SUBSCRIBED","listId":1}}'],
      status: ['status', 'subscribed'],
      state: ['state', 'verified'],
      rejectedReason: ['rejected_reason', null],
      verdict: ['verdict', 'genuine'],
      verifiedAt: ['verified_at', at],
      command: ['command_type', null],
      outcome: ['outcome', null],
      outcomeReason: ['outcome_reason', null],
      outcomeAmount: ['outcome_amount', null],
      settledAt: ['settled_at', null],
      senderId: ['sender_id', null],
    },
  },
};

export const leftOut: readonly LeftOut[] = [
  {
    what: 'the names and hashes of requests that changed settings',
    why: "They are the shop's and name no customer.",
    columns: ['request_keys.key', 'request_keys.digest', 'request_keys.answer_sealed'],
  },
  {
    what: "the shop's secret addresses",
    why: "They are the shop's and name no customer.",
    columns: ['addresses.token_sealed', 'addresses.secret_sealed'],
  },
  {
    what: 'messages on their way, and messages that were set aside in the message broker',
    why: 'They repeat what is shown, and go when they are delivered or dealt with.',
    columns: ['outbox.body'],
  },
];
