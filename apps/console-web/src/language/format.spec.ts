import { amountFrom, formatAmount, formatCredits, isNegative, minus, plus } from './amounts';
import { formatAgo, formatDay, formatDuration } from './times';

const spaced = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('amounts', () => {
  it.each([
    ['1.00', '1 kredit', '1 credit'],
    ['2.00', '2 kredity', '2 credits'],
    ['4.00', '4 kredity', '4 credits'],
    ['5.00', '5 kreditů', '5 credits'],
    ['0.00', '0 kreditů', '0 credits'],
    ['2.50', '2,50 kreditu', '2.50 credits'],
    ['1250.50', '1 250,50 kreditu', '1,250.50 credits'],
    ['-1.00', '−1 kredit', '−1 credit'],
  ])('%s is said with its plural in both languages', (amount, czech, english) => {
    expect(spaced(formatCredits(amount, 'cs'))).toBe(czech);
    expect(formatCredits(amount, 'en')).toBe(english);
  });

  it('are exact beyond what a floating-point number holds', () => {
    expect(formatAmount('9007199254740993.07', 'en')).toBe('9,007,199,254,740,993.07');
    expect(plus('0.10', '0.20')).toBe('0.30');
    expect(plus('5.00', '-7.50')).toBe('-2.50');
    expect(minus('5.00', '-7.50')).toBe('12.50');
    expect(['-0.01', '-0.00', '0.01'].map(isNegative)).toEqual([true, false, false]);
  });

  it.each([
    ['1 250,5', '1250.50'],
    ['7', '7.00'],
    ['0.05', '0.05'],
    ['-5', undefined],
    ['1,234', undefined],
    ['pět', undefined],
    ['', undefined],
  ])('typed as %s are taken, or not, as what they mean', (typed, amount) => {
    expect(amountFrom(typed)).toBe(amount);
  });
});

describe('times', () => {
  it('left are said in the largest unit that fits', () => {
    expect(spaced(formatDuration(45, 'cs'))).toBe('45 sekund');
    expect(spaced(formatDuration(120, 'cs'))).toBe('2 minuty');
    expect(spaced(formatDuration(7200, 'en'))).toBe('2 hours');
    expect(spaced(formatDuration(0, 'en'))).toBe('1 second');
  });

  it('past are said from now', () => {
    const now = new Date('2027-01-15T12:00:00Z');
    expect(formatAgo('2027-01-15T11:55:00Z', now, 'cs')).toBe('před 5 minutami');
    expect(formatAgo('2027-01-14T11:55:00Z', now, 'en')).toBe('yesterday');
    expect(spaced(formatAgo('2027-01-15T11:55:00Z', now, 'cs', 'short'))).toBe('před 5 min');
  });

  it('of a calendar are the same day in every zone', () => {
    expect(spaced(formatDay('2027-12-31', 'cs'))).toBe('31. 12. 2027');
    expect(formatDay('2027-12-31', 'en')).toBe('31 Dec 2027');
  });
});
