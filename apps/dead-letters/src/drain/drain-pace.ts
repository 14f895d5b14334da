/** Fewer letters say nothing about how busy the machine is. */
const tellingFrom = 50;
/** What a letter takes where nobody else works, until batches have told. */
const presumedMs = 0.5;
/** Slower than that by so much, others are at work. */
const patience = 2;
/** How much a batch says beside those before it: one that waited for a disk is no sign of others. */
const weight = 0.3;
/** So quickly the memory of a quicker time fades, with each batch. */
const fading = 1.01;
const restTimesMax = 4;

/**
 * How long a drain rests after a batch. Batches take longer when others want the database and the processors: the more
 * so, the longer the rest, down to a fifth of the time for the drain. Where nobody else works it does not rest.
 */
export class DrainPace {
  private eachMs = presumedMs;
  private quickestMs = presumedMs;

  constructor(private readonly restMsMax: number) {}

  restMs(letters: number, tookMs: number): number {
    if (letters < tellingFrom) return 0;
    this.eachMs += weight * (tookMs / letters - this.eachMs);
    this.quickestMs = Math.min(this.eachMs, this.quickestMs * fading);
    const slowness = this.eachMs / this.quickestMs;
    return slowness <= patience ? 0 : Math.min(this.restMsMax, tookMs * Math.min(restTimesMax, slowness - 1));
  }
}
