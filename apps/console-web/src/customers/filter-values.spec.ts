import { filtersFrom, isFiltered, queryFrom } from './filter-values';

describe('filters of the customers', () => {
  it('are taken from the address as far as they mean something', () => {
    expect(
      filtersFrom({ q: 'novák', registered: 'no', consent: 'perhaps', sort: 'balance', other: 1 }),
    ).toEqual({ q: 'novák', registered: 'no', sort: 'balance' });
  });

  it('take a number that somebody searched for as text', () => {
    expect(filtersFrom({ q: 601002003 })).toEqual({ q: '601002003' });
  });

  it('become the question for the service', () => {
    expect(queryFrom({ registered: 'no', balance: 'some' })).toMatchObject({
      registered: false,
      balanceFrom: '0.01',
    });
    expect(queryFrom({}).registered).toBeUndefined();
  });

  it('count neither the order nor an open dialog as narrowing', () => {
    expect(isFiltered({ sort: 'name', export: true })).toBe(false);
    expect(isFiltered({ consent: 'granted' })).toBe(true);
  });
});
