import { dayAfter, monthsAfter, wallClockIn } from './day';

describe('a day some days later', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['9999-12-30', 7, '9999-12-31'],
    ['0001-01-05', -29, '0001-01-01'],
  ])('is a day that there is: %s and %d: %s', (day, days, later) => expect(dayAfter(day, days)).toBe(later));
});

describe('a day some months later', () => {
  it.each([
    ['2026-11-23', 1, '2026-12-23'],
    ['2026-11-23', 12, '2027-11-23'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-08-31', 1, '2027-09-30'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 120, '2036-12-31'],
  ])('%s and %d: %s', (day, months, later) => expect(monthsAfter(day, months)).toBe(later));
});

describe('what clocks show', () => {
  it.each([
    ['2027-03-28T00:59:00Z', { day: '2027-03-28', hour: 1 }],
    ['2027-03-28T01:00:00Z', { day: '2027-03-28', hour: 3 }],
    ['2026-12-31T23:00:00Z', { day: '2027-01-01', hour: 0 }],
  ])('in Prague at %s', (instant, shown) =>
    expect(wallClockIn('Europe/Prague', new Date(instant))).toEqual(shown),
  );
});
