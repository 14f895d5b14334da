import { rateOf, usedInLastMinute } from './rate';

it.each([1000, 600, 100, 10])(
  'a key of %i a minute is never used more often in any minute',
  (requestsPerMinute) => {
    const { intervalMs, toleranceMs } = rateOf(requestsPerMinute);
    const inAnyMinute = Math.floor(toleranceMs / intervalMs) + Math.floor(60_000 / intervalMs);
    expect(inAnyMinute).toBeLessThanOrEqual(requestsPerMinute);
  },
);

it('a key of 1000 a minute is used to more than 97 per cent', () => {
  expect(60_000 / rateOf(1000).intervalMs).toBeGreaterThan(970);
});

it('what was used in the last minute is this minute and what is left of the one before', () => {
  const turns = { minute: 10, used: 30, before: 60 };
  expect(usedInLastMinute(turns, 10 * 60_000)).toBe(90);
  expect(usedInLastMinute(turns, 10.5 * 60_000)).toBe(60);
  expect(usedInLastMinute(turns, 11.5 * 60_000)).toBe(15);
  expect(usedInLastMinute(turns, 12 * 60_000)).toBe(0);
});
