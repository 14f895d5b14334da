import { type DailySum, daysOf, figuresOf } from './daily-sums';

const sum = (day: string, kind: DailySum['kind'], amount: bigint, reason = 'order'): DailySum => ({
  ...{ day, kind, reason, amount, number: 2 },
});

describe('the figures of a shop', () => {
  it('have every day asked for, also those on which nothing happened', () => {
    const days = daysOf([sum('2027-02-28', 'award', 1_000n)], '2027-02-27', '2027-03-01');
    expect(days.map(({ day, given, reasons }) => [day, given, reasons])).toEqual([
      ['2027-02-27', '0.00', []],
      ['2027-02-28', '10.00', [{ kind: 'award', reason: 'order', amount: '10.00', entries: 2 }]],
      ['2027-03-01', '0.00', []],
    ]);
  });

  it('add up by what happened, above zero whichever way credit went', () => {
    const day = '2027-03-01';
    const sums = [
      sum(day, 'award', 1_000n),
      sum(day, 'award', 500n, 'newsletter'),
      sum(day, 'spend', -300n),
      sum(day, 'revoke', -200n),
      sum(day, 'return', 100n),
      sum(day, 'lapse', -50n),
      sum(day, 'customer', 0n, ''),
      sum(day, 'registration', 0n, ''),
    ];
    expect(figuresOf(sums)).toEqual({
      given: '15.00',
      spent: '3.00',
      takenBack: '2.00',
      givenBack: '1.00',
      lapsed: '0.50',
      newCustomers: 2,
      registrations: 2,
    });
    expect(daysOf(sums, day, day)[0]?.reasons).toHaveLength(6);
  });

  it('may be larger than any balance', () => {
    expect(figuresOf([sum('2027-03-01', 'award', 10n ** 15n)]).given).toBe('10000000000000.00');
  });
});
