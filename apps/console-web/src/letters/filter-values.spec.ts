import { filterFrom, isNarrowed, letterSearchFrom } from './filter-values';

describe('which letters a list shows', () => {
  it('is read from an address, whatever else stands there', () => {
    expect(
      letterSearchFrom({ state: 'discarded', code: ' data-invalid ', shopId: 12, type: '', other: 'x' }),
    ).toEqual({ state: 'discarded', code: 'data-invalid', shopId: '12' });
    expect(letterSearchFrom({ state: 'burnt', queue: ['a'] })).toEqual({});
  });

  it('is what an action on all of them means, with the group', () => {
    expect(filterFrom({ state: 'discarded', code: 'data-invalid' }, 'g')).toEqual({
      code: 'data-invalid',
      groupId: 'g',
    });
    expect(filterFrom({})).toEqual({});
  });

  it('counts as narrowed by more than its state', () => {
    expect(isNarrowed({ state: 'open' })).toBe(false);
    expect(isNarrowed({ queue: 'a.b' })).toBe(true);
  });
});
