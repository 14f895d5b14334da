import { weekOf, weeksFrom } from './lapse-weeks';

describe('the weeks in which credits lapse', () => {
  it('begin today and on Mondays, and end on Sundays', () => {
    expect(weeksFrom('2026-12-30', 3)).toEqual([
      { from: '2026-12-30', to: '2027-01-03' },
      { from: '2027-01-04', to: '2027-01-10' },
      { from: '2027-01-11', to: '2027-01-17' },
    ]);
  });

  it('on a Sunday begin with a single day, on a Monday with seven', () => {
    expect(weeksFrom('2027-01-03', 2).map(({ from }) => from)).toEqual(['2027-01-03', '2027-01-04']);
    expect(weeksFrom('2027-01-04', 1)).toEqual([{ from: '2027-01-04', to: '2027-01-10' }]);
  });

  it('hold each of their days', () => {
    for (const day of ['2027-01-04', '2027-01-07', '2027-01-10'])
      expect(weekOf(day)).toEqual({ from: '2027-01-04', to: '2027-01-10' });
  });
});
