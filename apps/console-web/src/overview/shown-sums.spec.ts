import { shownSums } from './shown-sums';

const none = { given: '0.00', givenBack: '0.00', spent: '0.00', takenBack: '0.00', lapsed: '0.00' };

describe('the sums of credits on the overview', () => {
  it('show what was taken back and given back where there was any, so that they add up to what balances rose by', () => {
    const total = { ...none, given: '265.00', takenBack: '50.00' };
    expect(shownSums(total)).toEqual(['given', 'spent', 'takenBack', 'lapsed']);
    expect(shownSums({ ...total, givenBack: '0.50' })).toHaveLength(5);
  });

  it('are always three, also of a shop where nothing happened', () =>
    expect(shownSums(none)).toEqual(['given', 'spent', 'lapsed']));
});
