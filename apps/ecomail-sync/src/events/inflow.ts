import { Remembered } from '../kept';

/** So many changes of a shop in one batch come only where more wait behind them. */
const largeFrom = 100;
/**
 * The next batch of a full queue comes within it, also to a process that is busy, and where it waits for the contacts of
 * a call that is being recorded: with less, each such wait ended the flood, and the calls held up more batches.
 */
const nextWithinMs = 3_000;
/** What comes for a shorter time is no flood: it is written at once, and nothing overtakes it. */
const floodFromMs = 5_000;

/** How a shop's changes come in just now. */
export class Inflow {
  /** Of each shop, since when large batches come one after the other, and when the last one came. */
  private readonly large = new Remembered<{ readonly since: number; readonly last: number }>(() =>
    this.elapsedMs(),
  );

  /** `elapsedMs`: of a clock that nobody sets. */
  constructor(private readonly elapsedMs: () => number) {}

  came(shopId: string, changes: number): void {
    if (changes < largeFrom) return;
    const last = this.elapsedMs();
    const before = this.goingOn(shopId);
    this.large.set(shopId, { since: before?.since ?? last, last });
  }

  /** More come, and have for a while, than are taken in at once: what is written of the shop now is overtaken. */
  isFlood(shopId: string): boolean {
    const large = this.goingOn(shopId);
    return large !== undefined && this.elapsedMs() - large.since >= floodFromMs;
  }

  private goingOn(shopId: string): { readonly since: number } | undefined {
    const large = this.large.get(shopId);
    return large && this.elapsedMs() - large.last < nextWithinMs ? large : undefined;
  }
}
