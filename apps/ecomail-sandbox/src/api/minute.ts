/** What one key used of its minute. */
export class Minute {
  private taken: number[] = [];
  private startedAt = 0;
  private count = 0;

  constructor(
    private readonly limit: number,
    private readonly lengthMs = 60_000,
  ) {}

  /** Takes one call at `now` (ms); returns 0, or after how many seconds to come back. */
  take(now: number, kind: 'fixed' | 'sliding', countsRefused: boolean): number {
    return kind === 'fixed' ? this.takeFixed(now, countsRefused) : this.takeSliding(now, countsRefused);
  }

  /** Minutes of the clock. */
  private takeFixed(now: number, countsRefused: boolean): number {
    const minute = Math.floor(now / this.lengthMs) * this.lengthMs;
    if (minute !== this.startedAt) {
      this.startedAt = minute;
      this.count = 0;
    }
    if (this.count < this.limit) {
      this.count += 1;
      return 0;
    }
    if (countsRefused) this.count += 1;
    return secondsUntil(minute + this.lengthMs, now);
  }

  /** No time of its length holds more than the limit. */
  private takeSliding(now: number, countsRefused: boolean): number {
    if (this.taken.length > 2 * this.limit) this.taken = this.taken.slice(-this.limit);
    const first = this.taken.findIndex((at) => at > now - this.lengthMs);
    const inside = first < 0 ? 0 : this.taken.length - first;
    if (inside < this.limit) {
      this.taken.push(now);
      return 0;
    }
    if (countsRefused) this.taken.push(now);
    const oldest = this.taken[this.taken.length - this.limit] ?? now;
    return secondsUntil(oldest + this.lengthMs, now);
  }
}

const secondsUntil = (then: number, now: number): number => Math.max(1, Math.ceil((then - now) / 1000));
