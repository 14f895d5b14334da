import { amountText, parseAmount } from './amount';
import { dayAfter, dayIn, daysBetween } from './day';

describe('amounts', () => {
  it.each(['0.00', '0.01', '0.10', '1.00', '150.00', '9999999999.99', '-0.01', '-20.50'])(
    '%s is kept exactly',
    (text) => {
      expect(amountText(parseAmount(text))).toBe(text);
    },
  );

  it.each(['1', '1.0', '1.001', '10000000000.00', 'NaN', '', '1e2', '+1.00', ' 1.00'])(
    '%p is no amount',
    (text) => {
      expect(() => parseAmount(text)).toThrow(RangeError);
    },
  );

  it('tenths add up, as no float would', () => {
    expect(amountText(parseAmount('0.10') + parseAmount('0.20'))).toBe('0.30');
  });
});

describe('days', () => {
  it('today is that of the shop, not of the server', () => {
    const instant = new Date('2026-11-22T23:30:00Z');
    expect([dayIn('Europe/Prague', instant), dayIn('UTC', instant)]).toEqual(['2026-11-23', '2026-11-22']);
  });

  it('a rule of days crosses leap days and years', () => {
    expect([dayAfter('2028-02-28', 1), dayAfter('2026-11-23', 365)]).toEqual(['2028-02-29', '2027-11-23']);
    expect(dayAfter('1998-06-30', daysBetween('1998-06-30', '2026-11-23'))).toBe('2026-11-23');
  });
});
