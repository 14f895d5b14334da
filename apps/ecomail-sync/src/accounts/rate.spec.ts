import { rateOf } from './rate';

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
