import { storySteps, storyText } from './story';

it('a story tells its steps in order, with milliseconds since the first', () => {
  const at = (ms: number) => new Date(Date.UTC(2026, 10, 23, 8, 0, 0, ms));
  const steps = storySteps(
    [
      {
        id: 'e1',
        type: 'loyalty.CreditChanged.v1',
        occurred_at: at(0),
        received_at: at(9),
        numbers: { amount: '150.00', reason: 'order', balance: '150.00' },
        announce: true,
        reference: null,
        entry_id: '0192',
        state: 'delivered',
        reason: null,
        settled_at: at(58),
        label: 'credit',
      },
    ],
    [
      { at: at(58), step: 'accepted', event_id: 'e1', details: { label: 'credit' } },
      {
        at: at(41),
        step: 'stored',
        event_id: null,
        details: { fields: { ellity_credit: '150,00', ellity_pin: '', ellity_credit_num: 150 } },
      },
    ],
  );
  expect(storyText({ shopId: 'demo', customerId: 'jana', steps })).toBe(
    [
      'Story of jana',
      '  +0 ms    loyalty-core   +150.00 order, balance 150.00  entry 0192',
      '  +9 ms    RabbitMQ       CreditChanged, received',
      '  +41 ms   Ecomail        contact stored: ellity_credit=150,00',
      '  +58 ms   Ecomail        event ellity/change/credit accepted',
    ].join('\n'),
  );
});
