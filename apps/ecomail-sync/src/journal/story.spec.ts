import type { PastFailure } from '../connection/connection-row';
import { type EventRow, type Hindrance, storySteps, storyText } from './story';

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

describe('what stood in the way while an event waited stays in its story when it is over', () => {
  const event = (receivedAt: string, settledAt: string | null): EventRow => ({
    ...{ id: 'event', type: 'loyalty.CustomerChanged.v1', occurred_at: new Date(receivedAt) },
    ...{ received_at: new Date(receivedAt), numbers: {}, announce: true, reference: null, entry_id: null },
    ...{ state: 'delivered', reason: null, label: null },
    settled_at: settledAt === null ? null : new Date(settledAt),
  });
  const writes: PastFailure = {
    ...{ kind: 'writes', code: 'ecomail.unavailable', message: 'Ecomail answered 500', status: 500 },
    ...{ failures: 3, since: '2026-11-23T08:00:00.000Z', until: '2026-11-23T08:05:00.000Z' },
  };
  const pause: PastFailure = {
    ...{ kind: 'pause', code: 'key-rejected', message: '', status: null, failures: 1 },
    ...{ since: '2026-11-23T08:01:00.000Z', until: '2026-11-23T08:02:00.000Z' },
  };
  const saidOf = (events: readonly EventRow[], ...past: readonly PastFailure[]) =>
    storySteps(events, [], undefined, past)
      .filter(({ eventId }) => eventId === null)
      .map(({ what }) => what);

  it('with how often it was tried, why it failed, and until when', () => {
    const settled = event('2026-11-23T07:59:59.000Z', '2026-11-23T08:05:00.100Z');
    expect(saidOf([settled], writes, pause, { ...writes, kind: 'notices' })).toEqual([
      'writing contacts failed 3 times until 2026-11-23T08:05:00.000Z (ecomail.unavailable: Ecomail answered 500)',
      'the connection was paused until 2026-11-23T08:02:00.000Z: key-rejected',
    ]);
    expect(saidOf([event('2026-11-23T08:04:00.000Z', null)], writes)).toHaveLength(1);
  });

  it('but not what failed before the event came, or after it was settled', () => {
    const before = event('2026-11-23T07:00:00.000Z', '2026-11-23T07:59:00.000Z');
    const after = event('2026-11-23T08:05:01.000Z', null);
    expect(saidOf([before, after], writes, pause)).toEqual([]);
  });
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
