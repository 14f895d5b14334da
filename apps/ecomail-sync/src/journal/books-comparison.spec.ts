import { agree, comparedBooks, comparisonText } from './books-comparison';

const type = 'loyalty.CreditChanged.v1';
const told = (published: number, waiting = 0) => [
  { type, published, waiting },
  { type: 'loyalty.ShopChanged.v1', published: 7, waiting: 0 },
];
const received = (counts: { in: number; delivered: number; parked?: number }) => ({
  [type]: { merged: 0, suppressed: 0, waiting: 0, parked: 0, ...counts },
});

describe('the books of two services', () => {
  it("agree when all that was told was received and is in one state; other types are nobody else's", () => {
    const compared = comparedBooks(told(3, 1), received({ in: 4, delivered: 3, parked: 1 }));
    expect(compared).toMatchObject([{ type, told: 4, in: 4, missing: 0 }]);
    expect(agree(compared)).toBe(true);
    expect(comparisonText('demo', compared)).toContain('exactly one state');
  });

  it.each([
    ['is missing', told(4), received({ in: 3, delivered: 3 }), 'not received'],
    ['was received of a type that nothing is known of', told(4), {}, 'not received'],
    ['was received that was never told', told(2), received({ in: 3, delivered: 3 }), 'never told'],
    ['is in no state', told(3), received({ in: 3, delivered: 2 }), 'no state'],
  ])('disagree when one event %s', (_what, owner, receiver, words) => {
    const compared = comparedBooks(owner, receiver);
    expect(agree(compared)).toBe(false);
    expect(comparisonText('demo', compared)).toContain(words);
  });

  it('of a shop without events agree', () => {
    expect(agree(comparedBooks([], {}))).toBe(true);
  });
});
