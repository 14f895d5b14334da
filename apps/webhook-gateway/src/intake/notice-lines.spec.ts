import type { NoticeDetailAnswer } from './notices.response';
import { noticeLine, noticeText, whatBecame } from './notice-lines';

const notice: NoticeDetailAnswer = {
  id: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12',
  source: 'ecomail',
  receivedAt: '2026-11-23T08:15:30.123Z',
  state: 'sent',
  email: 'j***@shop.test',
  status: 'subscribed',
  rejectedReason: null,
  verdict: null,
  command: null,
  outcome: null,
  outcomeReason: null,
  outcomeAmount: null,
  verifiedAt: null,
  settledAt: null,
  isOpen: true,
  bytes: 76,
  contentType: 'application/json',
  body: '{}',
};

it.each([
  [{ state: 'rejected', rejectedReason: 'body-not-json' }, 'unusable: body-not-json'],
  [{}, 'waits for its verdict'],
  [{ state: 'verified', verdict: 'echo' }, 'our own write'],
  [
    { state: 'verified', verdict: 'genuine', command: 'loyalty.AwardCredit.v1' },
    'genuine; loyalty-core has not answered yet',
  ],
  [
    {
      state: 'verified',
      verdict: 'genuine',
      command: 'loyalty.AwardCredit.v1',
      outcome: 'applied',
      outcomeAmount: '10.00',
    },
    'genuine; applied 10.00',
  ],
  [
    {
      state: 'verified',
      verdict: 'genuine',
      command: 'loyalty.RevokeCredit.v1',
      outcome: 'applied',
      outcomeAmount: '50.00',
    },
    'genuine; applied -50.00',
  ],
  [
    {
      state: 'verified',
      verdict: 'genuine',
      command: 'loyalty.AwardCredit.v1',
      outcome: 'refused',
      outcomeReason: 'unknown-customer',
    },
    'genuine; refused (unknown-customer)',
  ],
])('says in words what became of a notice: %j', (change, words) => {
  expect(whatBecame({ ...notice, ...change })).toBe(words);
});

it('is one line in a list, and with what was received when it is shown', () => {
  expect(noticeLine(notice)).toBe(
    '2026-11-23T08:15:30.123Z  0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b12  j***@shop.test  subscribed  waits for its verdict',
  );
  expect(noticeText(notice).split('\n')).toEqual([
    noticeLine(notice),
    'source ecomail, 76 bytes of application/json',
    '{}',
  ]);
});
