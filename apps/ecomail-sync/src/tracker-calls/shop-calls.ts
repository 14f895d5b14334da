/** Calls under way at once: at first, and at most. A minute of 1,000 calls needs 25 at 1.5 s, and more where some hang. */
const initially = 20;
const atMost = 128;
/** So many failures without a success between them are no accident. */
const streak = 3;

/**
 * How many tracker calls of a shop are under way: as many as Ecomail answers to. It grows with every success; a streak
 * of failures brings it down to a single call.
 */
export class CallWindow {
  private limit = initially;
  private failures = 0;
  private underWay = 0;
  private waiting: (() => void)[] = [];

  get room(): number {
    return Math.max(0, this.limit - this.underWay);
  }

  /** Nothing to remember of its failures when no call is under way any more. */
  get isUntroubled(): boolean {
    return this.failures === 0 && this.limit >= initially;
  }

  async whenRoom(): Promise<void> {
    while (this.room === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  begin(): void {
    this.underWay += 1;
  }

  end(): void {
    this.underWay -= 1;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  succeeded(): void {
    this.failures = 0;
    this.limit = Math.min(atMost, this.limit + 1);
  }

  /** Resolves with whether it is time to back off. */
  failed(): boolean {
    this.failures += 1;
    if (this.failures < streak) return false;
    this.limit = 1;
    return true;
  }
}

/** One may begin while the one before it goes on; a third waits for the first. */
export class Overlapping {
  private last: Promise<unknown> = Promise.resolve();
  private beforeLast: Promise<unknown> = Promise.resolve();

  async whenRoom(): Promise<void> {
    await this.beforeLast;
  }

  begun(one: Promise<unknown>): void {
    this.beforeLast = this.last;
    this.last = one.catch(() => undefined);
  }
}

/** Writes what comes one at a time in groups: while a write is under way, what comes meanwhile waits for the next. */
export class Gathered<T> {
  private items: T[] = [];
  private next: Promise<void> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly write: (items: readonly T[]) => Promise<void>) {}

  /** Resolves when the item is written; rejects when its group could not be. */
  add(item: T): Promise<void> {
    this.items.push(item);
    this.next ??= this.last.then(() => {
      const items = this.items;
      this.items = [];
      this.next = undefined;
      const written = this.write(items);
      this.last = written.catch(() => undefined);
      return written;
    });
    return this.next;
  }
}
