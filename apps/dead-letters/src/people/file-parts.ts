import type { FileParts, LeftOut } from '@ellity/platform';

const at = '2027-01-15T08:30:00.000Z';

/** What dead-letters shows a person of what it holds about them; a test holds it to the register of personal data. */
export const fileParts: FileParts = {
  letters: {
    table: 'letters',
    what: 'Messages about you that could not be delivered, and why',
    where: `shop_id = :shop and (customer_id::text = :customer or address_hashes && :hashes)`,
    order: 'id',
    values: {
      type: ['type', 'loyalty.AwardCredit.v1'],
      body: ['content_sealed', '{"data":{"email":"jana.novakova@shop.test"}}'],
      bodyAfterEdit: ['edited_sealed', null],
      code: ['code', 'data-invalid'],
      message: ['message', 'amount must be an amount above zero'],
      state: ['state', 'open'],
      firstAt: ['first_at', at],
      lastAt: ['last_at', at],
      id: ['id', '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01'],
    },
  },
};

export const leftOut: readonly LeftOut[] = [
  {
    what: 'places in our programs where a message failed, and hashes by which messages are recognised',
    why: 'They say nothing about you beside the message, which is shown.',
    columns: ['letters.stack', 'letters.address_hashes', 'letters.identity', 'attempts.person'],
  },
  {
    what: 'texts about groups of messages that failed alike',
    why: 'They name no customer.',
    columns: ['groups.message', 'groups.note'],
  },
  {
    what: 'the names and hashes of requests of operators, and what their work was started with',
    why: 'They name no customer.',
    columns: ['request_keys.key', 'request_keys.digest', 'request_keys.answer_sealed', 'runs.input_sealed'],
  },
  {
    what: 'messages on their way',
    why: 'They repeat what is shown, and go when they are delivered.',
    columns: ['outbox.body'],
  },
];
