import { Remembered } from '../kept';

/** So many changes of a shop in one batch come only where more wait behind them. */
const largeFrom = 100;
/** The next batch of a full queue comes within it, also to a process that is busy. */
const floodMs = 1_000;

/** How a shop's changes come in just now. */
export class Inflow {
  /** By shop. */
  private readonly largeAt = new Remembered<number>(() => this.elapsedMs());

  /** `elapsedMs`: of a clock that nobody sets. */
  constructor(private readonly elapsedMs: () => number) {}

  came(shopId: string, changes: number): void {
    if (changes >= largeFrom) this.largeAt.set(shopId, this.elapsedMs());
  }

  /** More come than are taken in at once: what is written of the shop now is likely to be overtaken. */
  isFlood(shopId: string): boolean {
    const at = this.largeAt.get(shopId);
    return at !== undefined && this.elapsedMs() - at < floodMs;
  }
}
