import { forecastOf, type Waiting } from './forecast';

const waiting = (over: Partial<Waiting>): Waiting => ({
  heldUpBy: null,
  contacts: 0,
  eventsWaiting: 120,
  requestsPerMinute: 60,
  contactsPerCall: 3_000,
  lastDueSeconds: 0,
  nextAttemptSeconds: 0,
  exportSecondsLeft: null,
  ...over,
});

describe('the forecast', () => {
  it('is now when nothing waits, whatever stands in the way', () =>
    expect(forecastOf(waiting({ eventsWaiting: 0, heldUpBy: 'key-rejected' }))).toEqual({
      secondsLeft: 0,
      heldUpBy: null,
    }));

  it('is unknown and says why while the connection does not go on', () =>
    expect(forecastOf(waiting({ heldUpBy: 'key-rejected' }))).toEqual({
      secondsLeft: null,
      heldUpBy: 'key-rejected',
    }));

  it('follows the budget', () => expect(forecastOf(waiting({})).secondsLeft).toBe(120));

  it('counts contacts although no event waits', () =>
    expect(forecastOf(waiting({ eventsWaiting: 0, contacts: 6_000 })).secondsLeft).toBe(6));

  it.each([
    ['an event may join the last one', { lastDueSeconds: 300 }],
    ['failed work is tried again', { nextAttemptSeconds: 300 }],
    ['an export is done', { exportSecondsLeft: 300 }],
  ])('is never sooner than %s', (_what, over) => expect(forecastOf(waiting(over)).secondsLeft).toBe(300));

  it('is unknown where the key has no limit and nothing tells the pace', () =>
    expect(forecastOf(waiting({ requestsPerMinute: null })).secondsLeft).toBeNull());
});
