import { amountText } from '@ellity/contracts';
import * as fc from 'fast-check';
import { creditsFor, typedAmount } from './credit-amount';

describe('what an order is worth', () => {
  it.each([
    ['29.33', '2.93'],
    ['10.00', '1.00'],
    ['0.19', '0.01'],
    ['100', '10.00'],
    ['99.999999', '9.99'],
    ['1234567890.99', '123456789.09'],
    ['0.10', '0.01'],
  ])('is one credit per 10, rounded down: %s → %s', (value, amount) => {
    const credits = creditsFor(value);
    expect(credits === undefined ? undefined : amountText(credits)).toBe(amount);
  });

  it.each(['0.00', '0.09', '0', '0.099999'])('is nothing below a hundredth of a credit: %s', (value) => {
    expect(creditsFor(value)).toBeUndefined();
  });

  it('is exact for every value in cents', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (cents) => {
        expect(creditsFor(amountText(cents)) ?? 0n).toBe(cents / 10n);
      }),
    );
  });
});

describe('an amount as people type it', () => {
  it.each([
    ['10', '10.00'],
    ['10.5', '10.50'],
    ['10,50', '10.50'],
    [' 007.1 ', '7.10'],
  ])('%j becomes %s', (typed, amount) => expect(typedAmount(typed)).toBe(amount));

  it.each(['10.123', '-1', '1e3', 'NaN', '', '1 000'])('%j stays as it is, to be refused', (typed) =>
    expect(typedAmount(typed)).toBe(typed),
  );
});
