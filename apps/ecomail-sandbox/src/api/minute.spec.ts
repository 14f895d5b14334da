import { Minute } from './minute';

const start = Date.parse('2026-01-20T10:00:00Z');

/** Takes `count` calls at one moment; returns the last answer. */
const take = (
  minute: Minute,
  count: number,
  at: number,
  kind: 'fixed' | 'sliding',
  countsRefused = false,
): number => {
  let answer = 0;
  for (let index = 0; index < count; index += 1) answer = minute.take(at, kind, countsRefused);
  return answer;
};

describe('1,000 calls a minute (section 1)', () => {
  it.each(['fixed', 'sliding'] as const)('the 1,000th passes and the 1,001st does not (%s)', (kind) => {
    const minute = new Minute(1000);
    expect(take(minute, 1000, start, kind)).toBe(0);
    expect(take(minute, 1, start, kind)).toBe(60);
  });

  it('a fixed minute starts anew with the minute of the clock', () => {
    const minute = new Minute(10);
    expect(take(minute, 11, start + 59_500, 'fixed')).toBe(1);
    expect(take(minute, 10, start + 60_000, 'fixed')).toBe(0);
  });

  it('a sliding minute never lets more than the limit into any 60 seconds', () => {
    const minute = new Minute(10);
    expect(take(minute, 10, start + 59_500, 'sliding')).toBe(0);
    expect(take(minute, 1, start + 60_000, 'sliding')).toBe(60);
    expect(take(minute, 10, start + 119_500, 'sliding')).toBe(0);
  });

  it('Retry-After is right: before it the key is refused, after it it is not', () => {
    const minute = new Minute(3);
    take(minute, 3, start, 'sliding');
    const seconds = take(minute, 1, start + 20_500, 'sliding');
    expect(seconds).toBe(40);
    expect(take(minute, 1, start + 20_500 + (seconds - 1) * 1000, 'sliding')).toBeGreaterThan(0);
    expect(take(minute, 1, start + 20_500 + seconds * 1000, 'sliding')).toBe(0);
  });

  it.each(['fixed', 'sliding'] as const)('a shorter minute is over sooner and holds as many (%s)', (kind) => {
    const minute = new Minute(10, 10_000);
    expect(take(minute, 10, start, kind)).toBe(0);
    expect(take(minute, 1, start + 9_000, kind)).toBe(1);
    expect(take(minute, 10, start + 10_000, kind)).toBe(0);
    expect(take(minute, 1, start + 10_000, kind)).toBe(10);
  });

  it('refused calls prolong the wait only when they count', () => {
    const lenient = new Minute(2);
    const strict = new Minute(2);
    take(lenient, 4, start, 'sliding', false);
    take(strict, 2, start, 'sliding', true);
    take(strict, 2, start + 30_000, 'sliding', true);
    expect(take(lenient, 1, start + 60_000, 'sliding', false)).toBe(0);
    expect(take(strict, 1, start + 60_000, 'sliding', true)).toBe(30);
  });
});
