import { type CreditAccount, emptyAccount } from './credit-account';
import { type Posting, type PostingAction, PostingBatch } from './posting';

const today = '2026-11-23';
const night = { service: 'loyalty-core', actor: null, key: null, runId: 'night-1' };
const posting = (action: PostingAction, customerId = 'jana'): Posting => ({
  shopId: 'demo',
  customerId,
  action,
  reason: 'expiry',
  reference: null,
  announce: true,
  by: night,
});

function aBatch(accounts: Record<string, CreditAccount> = {}): PostingBatch {
  let entries = 0;
  return new PostingBatch({
    accounts: new Map(Object.entries(accounts)),
    newId: () => `entry-${(entries += 1)}`,
  });
}

describe('a ledger entry needs no command', () => {
  it('a lapse is posted by a run, and names what lapses next', () => {
    const lots = [
      { id: 'old', amount: 500n, remaining: 300n, expiresOn: '2026-11-22' },
      { id: 'new', amount: 200n, remaining: 200n, expiresOn: '2026-12-24' },
    ];
    const batch = aBatch({ jana: { balance: 500n, lots } });
    expect(batch.post(posting({ kind: 'lapse', lotIds: ['old'] }), today)).toMatchObject({
      posting: { by: { key: null, runId: 'night-1' } },
      entry: { kind: 'lapse', amount: -300n, balanceAfter: 200n },
      nextExpiration: { date: '2026-12-24', amount: 200n },
    });
    expect(batch.post(posting({ kind: 'lapse', lotIds: ['new'] }), today)).toEqual({ refused: 'not-over' });
  });

  it('each posting sees what those before it left, and a refused one leaves nothing', () => {
    const batch = aBatch({ jana: emptyAccount });
    batch.post(posting({ kind: 'award', amount: 1000n, expiresOn: null }), today);
    expect(batch.post(posting({ kind: 'spend', amount: 1001n }), today)).toEqual({
      refused: 'insufficient-credit',
    });
    batch.post(posting({ kind: 'spend', amount: 400n }), today);
    batch.post(posting({ kind: 'award', amount: 50n, expiresOn: null }, 'eva'), today);
    expect(batch.posted.map(({ entry }) => entry.balanceAfter)).toEqual([1000n, 600n, 50n]);
    expect(batch.accounts.get('jana')?.balance).toBe(600n);
  });
});

describe('a cancelled spending', () => {
  const lots = [
    { id: 'dead', amount: 300n, remaining: 0n, expiresOn: '2026-11-22' },
    { id: 'soon', amount: 200n, remaining: 0n, expiresOn: '2026-12-24' },
    { id: 'late', amount: 500n, remaining: 100n, expiresOn: null },
  ];
  const taken = new Map([
    ['dead', 300n],
    ['soon', 200n],
    ['late', 400n],
  ]);
  const spent = () => {
    let entries = 0;
    return new PostingBatch({
      accounts: new Map([['jana', { balance: 100n, lots }]]),
      spendings: new Map([['spend-1', { customerId: 'jana', taken }]]),
      newId: () => `entry-${(entries += 1)}`,
    });
  };
  const cancel = (amount: bigint | null, renewal: { expiresOn: string | null } | null = null) =>
    ({ kind: 'cancel-spending', spendingId: 'spend-1', amount, renewal }) as const;
  const entriesOf = (batch: PostingBatch) =>
    batch.posted.map(({ posting, entry }) => `${posting.reason} ${entry.kind} ${entry.amount}`);
  const reason = 'spend-cancelled';

  it('goes back to the same lots; what lapsed meanwhile lapses again the same moment, both in the ledger', () => {
    const batch = spent();
    batch.post({ ...posting(cancel(null)), reason }, today);
    expect(entriesOf(batch)).toEqual(['spend-cancelled return 900', 'expiry lapse -300']);
    expect(batch.accounts.get('jana')).toEqual({
      balance: 700n,
      lots: [
        expect.objectContaining({ id: 'dead', remaining: 0n }),
        { ...lots[1], remaining: 200n },
        { ...lots[2], remaining: 500n },
      ],
    });
  });

  it('is awarded anew where the shop renews what lapsed meanwhile', () => {
    const batch = spent();
    batch.post({ ...posting(cancel(null, { expiresOn: '2027-11-23' })), reason }, today);
    expect(entriesOf(batch)).toEqual([
      'spend-cancelled return 900',
      'expiry lapse -300',
      'spend-cancelled award 300',
    ]);
    expect(batch.accounts.get('jana')?.lots.at(-1)).toMatchObject({
      remaining: 300n,
      expiresOn: '2027-11-23',
    });
  });

  it('in parts gives back what lapses last first, and never more than was taken', () => {
    const batch = spent();
    batch.post(posting(cancel(450n)), today);
    expect(batch.posted[0]?.entry.movements).toEqual([
      { lotId: 'late', amount: 400n },
      { lotId: 'soon', amount: 50n },
    ]);
    expect(batch.post(posting(cancel(9_999n)), today)).toMatchObject({ entry: { amount: 450n } });
    expect(batch.post(posting(cancel(null)), today)).toEqual({ refused: 'nothing-left' });
  });

  it('of the same batch is known, and nobody can cancel a spending of somebody else', () => {
    const batch = aBatch({
      jana: { balance: 500n, lots: [{ id: 'a', amount: 500n, remaining: 500n, expiresOn: null }] },
    });
    const done = batch.post(posting({ kind: 'spend', amount: 200n }), today);
    if ('refused' in done) throw new Error(done.refused);
    const action = { ...cancel(null), spendingId: done.entry.id };
    expect(batch.post(posting(action, 'eva'), today)).toEqual({ refused: 'unknown-spending' });
    expect(batch.post(posting(action), today)).toMatchObject({ entry: { amount: 200n, balanceAfter: 500n } });
    expect(batch.post(posting(cancel(null)), today)).toEqual({ refused: 'unknown-spending' });
  });
});
