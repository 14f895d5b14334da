import { type Outlook, secondsLeft } from './time-left';

const outlook = (over: Partial<Outlook>): Outlook => ({
  contacts: 9_000,
  written: 0,
  elapsedMs: 0,
  eventsWaiting: 0,
  requestsPerMinute: 60,
  contactsPerCall: 3_000,
  ...over,
});

describe('the time that is left of an export', () => {
  it('is what the budget allows while there is no pace yet', () => expect(secondsLeft(outlook({}))).toBe(9));

  it('counts what goes first on the same key', () =>
    expect(secondsLeft(outlook({ eventsWaiting: 600 }))).toBe(609));

  it('follows the pace where that is slower than the budget', () =>
    expect(secondsLeft(outlook({ written: 1_000, elapsedMs: 10_000 }))).toBe(90));

  it('is unknown without pace and without a limit', () =>
    expect(secondsLeft(outlook({ requestsPerMinute: null, written: 10, elapsedMs: 100 }))).toBeNull());

  it('is nothing when nothing is left', () => expect(secondsLeft(outlook({ contacts: 0 }))).toBe(0));
});
