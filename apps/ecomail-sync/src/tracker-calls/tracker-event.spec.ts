import { callPlan, type UnsentEvent } from './tracker-event';

const aCredit = (
  id: string,
  sequence: string,
  amount: string,
  over: Partial<UnsentEvent> = {},
): UnsentEvent => ({
  id,
  customer_id: 'jana',
  label: 'credit',
  sequence,
  numbers: { amount, balance: '10.00', reason: 'order', changedAt: `2026-11-23T08:00:0${id.length}.000Z` },
  notified_amount: null,
  attempts: 0,
  stored_email: 'jana@shop.test',
  stored_balance: '120.00',
  is_shown: true,
  ...over,
});

describe('which tracker calls unsent events become', () => {
  it('several credit changes of a contact become one event with the net amount and the stored balance', () => {
    const plan = callPlan([
      aCredit('a', '1', '10.00'),
      aCredit('bb', '2', '-4.50'),
      aCredit('ccc', '3', '0.10'),
    ]);
    expect(plan.suppressed).toEqual([]);
    expect(plan.calls).toMatchObject([
      {
        id: 'ccc',
        label: 'credit',
        notifiedAmount: '5.60',
        lastChangedAt: '2026-11-23T08:00:03.000Z',
        value: { amount: '5.60', balance: '120.00', reason: 'order', changes: 3 },
      },
    ]);
    expect([...(plan.calls[0]?.mergedIds ?? [])].sort()).toEqual(['a', 'bb']);
  });

  it('the order in which events arrived does not matter', () => {
    const plan = callPlan([
      aCredit('ccc', '3', '1.00'),
      aCredit('a', '1', '1.00'),
      aCredit('bb', '2', '1.00'),
    ]);
    expect(plan.calls).toMatchObject([{ id: 'ccc', notifiedAmount: '3.00' }]);
  });

  it('nobody is notified of changes that cancel each other out', () => {
    expect(
      callPlan([aCredit('a', '1', '0.30'), aCredit('bb', '2', '-0.10'), aCredit('c', '3', '-0.20')]),
    ).toEqual({
      calls: [],
      suppressed: ['a', 'bb', 'c'].map((id) => ({ id, reason: 'net-zero' })),
    });
  });

  it('an event that others were merged into before keeps their amounts when it is sent again', () => {
    const plan = callPlan([
      aCredit('a', '1', '10.00', { notified_amount: '25.00' }),
      aCredit('bb', '2', '1.00'),
    ]);
    expect(plan.calls).toMatchObject([{ id: 'bb', notifiedAmount: '26.00' }]);
  });

  it('contacts are never mixed', () => {
    const plan = callPlan([
      aCredit('a', '1', '10.00'),
      aCredit('bb', '2', '-10.00', { customer_id: 'petr' }),
    ]);
    expect(plan.calls.map(({ customerId, notifiedAmount }) => [customerId, notifiedAmount])).toEqual([
      ['jana', '10.00'],
      ['petr', '-10.00'],
    ]);
  });

  it('of several PINs only the newest is announced, without the PIN', () => {
    const pin = { label: 'pin' as const, numbers: { dropped: false } };
    const plan = callPlan([aCredit('a', '1', '1.00', pin), aCredit('bb', '2', '1.00', pin)]);
    expect(plan.calls).toMatchObject([
      { id: 'bb', label: 'pin', value: { dropped: false }, mergedIds: ['a'] },
    ]);
  });

  it.each([
    ['pin', { dropped: false }, 'pin-overtaken'],
    ['expiry', { amount: '5.00', expiresOn: '2026-12-07', leadDays: 14 }, 'warning-overtaken'],
  ] as const)('nobody is notified of what the fields no longer say: %s', (label, numbers, reason) => {
    const plan = callPlan([
      aCredit('a', '1', '1.00', { label, numbers, is_shown: false }),
      aCredit('bb', '2', '1.00', { label, numbers }),
    ]);
    expect(plan.suppressed).toEqual([{ id: 'a', reason }]);
    expect(plan.calls).toMatchObject([{ id: 'bb', mergedIds: [] }]);
  });
});
