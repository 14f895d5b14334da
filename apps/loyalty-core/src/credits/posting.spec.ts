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
  return new PostingBatch(new Map(Object.entries(accounts)), () => `entry-${(entries += 1)}`);
}

describe('a ledger entry needs no command', () => {
  it('a lapse is posted by a run, and names what lapses next', () => {
    const lots = [
      { id: 'old', amount: 500n, remaining: 300n, expiresOn: '2026-11-22' },
      { id: 'new', amount: 200n, remaining: 200n, expiresOn: '2026-12-24' },
    ];
    const batch = aBatch({ jana: { balance: 500n, lots } });
    expect(batch.post(posting({ kind: 'lapse', lotId: 'old' }), today)).toMatchObject({
      posting: { by: { key: null, runId: 'night-1' } },
      entry: { kind: 'lapse', amount: -300n, balanceAfter: 200n },
      nextExpiration: { date: '2026-12-24', amount: 200n },
    });
    expect(batch.post(posting({ kind: 'lapse', lotId: 'new' }), today)).toEqual({ refused: 'not-over' });
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
