import { formatAmount, wholePart } from './number-format';

describe('amounts', () => {
  it.each([
    ['0.00', '0,00', '0.00'],
    ['999.90', '999,90', '999.90'],
    ['1000.00', '1 000,00', '1,000.00'],
    ['-1234567.05', '-1 234 567,05', '-1,234,567.05'],
    ['9999999999.99', '9 999 999 999,99', '9,999,999,999.99'],
  ])('%s is written as people read it', (amount, czech, english) => {
    expect(formatAmount(amount, 'cs')).toBe(czech);
    expect(formatAmount(amount, 'en')).toBe(english);
  });

  it('are grouped by a plain space that anybody can type', () => {
    expect(formatAmount('1250.50', 'cs').charCodeAt(1)).toBe(0x20);
  });

  it('are rounded down to whole numbers', () => {
    expect(wholePart('1250.99')).toBe(1250);
  });
});
