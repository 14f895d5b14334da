import type { PastFailure } from '../../connection/connection-row';
import { type EventRow, type Hindrance, type JournalRow, storySteps, storyText } from './story';

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

describe('each step of a story says by a code, its values and a reason what its sentence says', () => {
  const at = new Date('2026-11-23T08:00:00.000Z');
  const of = (step: string, details: JournalRow['details']) =>
    storySteps([], [{ at, step, event_id: 'e1', details }])[0];

  it('a change of credit, with the amounts as they are', () => {
    const event: EventRow = {
      ...{ id: 'e1', type: 'loyalty.CreditChanged.v1', occurred_at: at, received_at: at, announce: false },
      ...{ numbers: { amount: '-150.00', reason: 'manual', balance: '0.00' }, reference: 'R-1' },
      ...{ entry_id: null, state: 'delivered', reason: null, settled_at: at, label: null },
    };
    expect(storySteps([event], [])[0]).toMatchObject({
      what: '-150.00 manual, balance 0.00, R-1, not announced',
      code: 'credit-changed',
      values: { amount: '-150.00', reason: 'manual', balance: '0.00', reference: 'R-1', announced: false },
      reason: null,
    });
  });

  it.each([
    ['suppressed', { reason: 'net-zero' }, 'event-suppressed', 'net-zero'],
    ['parked', { reason: 'test-mode' }, 'event-parked', 'test-mode'],
    ['freed', { reason: 'of an older version' }, 'event-freed', null],
    ['in-doubt', { label: 'pin', code: 'ecomail.timeout' }, 'event-unanswered', 'ecomail-unreachable'],
    ['not-sent', { label: 'pin', code: 'ecomail.not-found' }, 'event-not-taken', 'not-at-ecomail'],
    ['not-sent', { label: 'pin', code: 'contact-changed' }, 'event-not-taken', 'contact-changed'],
    ['not-sent', { label: 'pin', code: 'ecomail.new-one' }, 'event-not-taken', 'ecomail-refused'],
    ['rejected', { reason: 'erased' }, 'contact-refused', null],
  ])('%s %o is %s for %s', (step, details, code, reason) => {
    expect(of(step, details)).toMatchObject({ code, reason });
  });

  it('also when its details were emptied with the customer', () => {
    expect(of('accepted', {})).toMatchObject({ code: 'event-accepted', values: { label: '' }, reason: null });
    expect(of('stored', {})).toMatchObject({ code: 'contact-stored', values: { fields: '' } });
  });
});
