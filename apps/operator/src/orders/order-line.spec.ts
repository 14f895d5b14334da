import { orderFrom } from './order-line';

describe('a line of a purchase log', () => {
  it('is an order, however much white space surrounds its columns', () => {
    expect(orderFrom(' 00004 0001 19970118  2   29.73\r')).toEqual({
      customer: '00004',
      day: '1997-01-18',
      value: '29.73',
    });
  });

  it.each([
    ['00004 0001 19970118 2', 'must have 5 columns, has 4'],
    ['00004 0001 19970118 2 29.73 x', 'must have 5 columns, has 6'],
    ['x 0001 19970118 2 29.73', 'customer ids must be digits'],
    ['00004 0001 19970229 2 29.73', 'the date must be a day like 19970118'],
    ['00004 0001 1997011 2 29.73', 'the date must be a day like 19970118'],
    ['00004 0001 19970118 -2 29.73', 'the number of pieces must be a whole number'],
    ['00004 0001 19970118 2 -29.73', 'the value must be a decimal like 29.33'],
    ['00004 0001 19970118 2 29,73', 'the value must be a decimal like 29.33'],
    ['00004 0001 19970118 2 1e3', 'the value must be a decimal like 29.33'],
    ['00004 0001 19970118 2 NaN', 'the value must be a decimal like 29.33'],
    ['00004 0001 19970118 2 12345678901.00', 'the value must be a decimal like 29.33'],
  ])('%j is malformed: %s', (line, problem) => expect(orderFrom(line)).toEqual({ problem }));
});
