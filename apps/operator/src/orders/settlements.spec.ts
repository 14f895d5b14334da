import type { CreditCommandSettled } from '@ellity/contracts';
import { Settlements } from './settlements';

const settled = (commandId: string, outcome: CreditCommandSettled['outcome'], reason: string | null = null) =>
  ({ commandId, outcome, reason }) as CreditCommandSettled;

describe('settlements', () => {
  it('count each expected command once, and no other', () => {
    const settlements = new Settlements();
    for (const id of ['a', 'b', 'c', 'd']) settlements.expect(id);
    settlements.settle(settled('a', 'applied'));
    settlements.settle(settled('a', 'applied'));
    settlements.settle(settled('b', 'duplicate'));
    settlements.settle(settled('c', 'refused', 'key-reused'));
    settlements.settle(settled('stranger', 'applied'));
    expect(settlements.counts).toEqual({ applied: 1, duplicate: 1, refused: 1 });
    expect([settlements.open, settlements.settled]).toEqual([1, 3]);
    expect([...settlements.refusals]).toEqual([['key-reused', 1]]);
  });
});
