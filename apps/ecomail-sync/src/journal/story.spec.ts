import { type Hindrance, storySteps, storyText } from './story';

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

describe('while something waits, a story says what stands in the way', () => {
  const at = new Date('2026-11-23T08:00:00.000Z');
  const of = (over: Partial<Hindrance>) =>
    storySteps([], [], { state: 'active', reason: null, detail: null, changed_at: at, failing: {}, ...over });

  it('a connection that is paused, with its reason', () => {
    expect(of({ state: 'paused', reason: 'writes-refused', detail: 'limit reached' })).toMatchObject([
      { where: 'ecomail-sync', what: 'the connection is paused: writes-refused (limit reached); all waits' },
    ]);
  });

  it('an attempt that failed and is repeated, but not what nobody waits for', () => {
    const failure = {
      ...{ code: 'ecomail.unavailable', message: 'Ecomail answered 500', status: 500, failures: 3 },
      ...{ since: at.toISOString(), nextAttemptAt: '2026-11-23T08:05:00.000Z' },
    };
    expect(of({ failing: { writes: failure, notices: failure } })).toMatchObject([
      {
        where: 'Ecomail',
        what: 'writing contacts failed 3 times since (ecomail.unavailable: Ecomail answered 500); tried again at 2026-11-23T08:05:00.000Z',
      },
    ]);
  });
});
