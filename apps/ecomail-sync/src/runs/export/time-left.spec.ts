import { type ExportProgress, waitingOf } from './export-statements';
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

it('somebody waits exactly until nobody is to be written, however many were erased or came meanwhile', () => {
  const progress = (over: Partial<ExportProgress>): ExportProgress => ({
    ...{ stored: 5, unchanged: 2, rejected: 1, writingSince: null, now: new Date(), isOpen: true },
    ...over,
  });
  expect(waitingOf(progress({}), 10)).toBe(2);
  expect(waitingOf(progress({ stored: 9 }), 10)).toBe(1);
  expect(waitingOf(progress({ isOpen: false }), 10)).toBe(0);
  expect(waitingOf(undefined, null)).toBe(0);
});
