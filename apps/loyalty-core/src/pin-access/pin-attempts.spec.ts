import { newPin } from '../pins/pin';
import { afterFailure, type PinAttempts, waitSeconds } from './pin-attempts';

const now = new Date('2026-11-23T08:00:00Z');
const failed = (times: number): PinAttempts =>
  Array.from({ length: times }).reduce<PinAttempts>((before) => afterFailure(before, now), {
    failures: 0,
    lockedUntil: null,
  });

describe('wrong PINs', () => {
  it.each([
    [4, 0],
    [5, 900],
    [6, 0],
    [10, 1_800],
    [15, 3_600],
    [200, 86_400],
  ])('%d of them in a row: the next may be tried in %d s', (times, seconds) =>
    expect(waitSeconds(failed(times), now)).toBe(seconds),
  );

  it('a lock ends', () => {
    const later = new Date(now.getTime() + 900_000);
    expect(waitSeconds(failed(5), later)).toBe(0);
  });

  it('finding a PIN of four digits by trying takes months', () => {
    const years = (failures: number) => {
      let ms = 0;
      for (let done = 5; done <= failures; done += 5) ms += waitSeconds(failed(done), now) * 1_000;
      return ms / (365 * 86_400_000);
    };
    expect(years(500)).toBeGreaterThan(0.2);
  });
});

describe('a PIN', () => {
  it.each([4, 6, 8])('of %d digits keeps its leading zeros', (length) => {
    const pins = Array.from({ length: 300 }, () => newPin(length));
    expect(pins.every((pin) => /^\d+$/.test(pin) && pin.length === length)).toBe(true);
    expect(pins.some((pin) => pin.startsWith('0'))).toBe(true);
    expect(new Set(pins).size).toBeGreaterThan(250);
  });
});
