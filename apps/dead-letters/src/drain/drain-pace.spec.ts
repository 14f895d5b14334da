import { DrainPace } from './drain-pace';

const letters = 200;
const quickMs = 80;
const aPace = () => new DrainPace(1_000);

/** The rests after so many batches that took so long. */
const restsOf = (pace: DrainPace, batches: number, tookMs: number): number[] =>
  Array.from({ length: batches }, () => pace.restMs(letters, tookMs));

describe('the pace of the drain', () => {
  it('does not rest where nobody else works, however slow the machine is', () => {
    expect(restsOf(aPace(), 20, quickMs)).toEqual(Array(20).fill(0));
    expect(restsOf(aPace(), 200, 5 * quickMs).at(-1)).toBe(0);
  });

  it('does not rest for one batch that waited', () => {
    const pace = aPace();
    restsOf(pace, 10, quickMs);
    expect([pace.restMs(letters, 4 * quickMs), pace.restMs(letters, quickMs)]).toEqual([0, 0]);
  });

  it('gives way the more, the longer batches take, and keeps a fifth of the time', () => {
    const [some = 0, more = 0, most = 0] = [3, 4, 12].map((times) => {
      const pace = aPace();
      restsOf(pace, 10, quickMs);
      return restsOf(pace, 10, times * quickMs).at(-1);
    });
    expect(some).toBeGreaterThan(quickMs);
    expect(more).toBeGreaterThan(1.5 * some);
    expect(most).toBeGreaterThan(more);
    expect(restsOf(aPace(), 10, 60_000).at(-1)).toBe(1_000);
    expect(restsOf(aPace(), 20, 200 * quickMs).every((rest) => rest <= 1_000)).toBe(true);
  });

  it('never lets a few letters wait: they say nothing of how busy the machine is', () => {
    const pace = aPace();
    expect(pace.restMs(5, 3_000)).toBe(0);
    expect(pace.restMs(letters, quickMs)).toBe(0);
  });

  it('is quick again as soon as others are done', () => {
    const pace = aPace();
    restsOf(pace, 10, quickMs);
    expect(restsOf(pace, 10, 4 * quickMs).at(-1)).toBeGreaterThan(0);
    expect(restsOf(pace, 6, quickMs).at(-1)).toBe(0);
  });
});
