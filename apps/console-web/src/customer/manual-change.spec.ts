import { changeFrom } from './manual-change';

const account = { balance: '150.00', spendable: '120.00' };

describe('a change by hand', () => {
  it('is given or taken as it is typed, with the balance afterwards', () => {
    expect(changeFrom('give', '10', account)).toEqual({
      change: { isGiving: true, amount: '10.00', result: '160.00' },
    });
    expect(changeFrom('take', '20,5', account)).toEqual({
      change: { isGiving: false, amount: '20.50', result: '129.50' },
    });
  });

  it('is the difference where the balance afterwards is typed', () => {
    expect(changeFrom('balance', '200', account).change).toEqual({
      isGiving: true,
      amount: '50.00',
      result: '200.00',
    });
    expect(changeFrom('balance', '30', account).change).toEqual({
      isGiving: false,
      amount: '120.00',
      result: '30.00',
    });
    expect(changeFrom('balance', '0', { balance: '10.00', spendable: '10.00' }).change?.amount).toBe('10.00');
    expect(changeFrom('balance', '5', { balance: '-5.00', spendable: '0.00' }).change?.amount).toBe('10.00');
  });

  it('is none where it changes nothing, takes more than can be spent, or is no amount', () => {
    expect(changeFrom('balance', '150', account).problem).toBe('same');
    expect(changeFrom('balance', '29', account).problem).toBe('tooMuch');
    expect(changeFrom('take', '121', account).problem).toBe('tooMuch');
    expect(changeFrom('give', '0', account).problem).toBe('invalid');
    expect(changeFrom('give', 'ten', account).problem).toBe('invalid');
    expect(changeFrom('give', ' ', account)).toEqual({ problem: undefined });
  });
});
