/** Calls under way at once: at first, and at most. A minute of 1,000 calls needs 25 at 1.5 s, and more where some hang. */
const initially = 20;
const atMost = 128;
/** So many failures without a success between them are no accident. */
const streak = 3;

/**
 * The tracker calls of a shop that are under way: one of each contact, so that they keep their order, and as many as
 * Ecomail answers to. It grows with every success; a streak of failures brings it down to a single call.
 */
export class CallWindow {
  private limit = initially;
  private failures = 0;
  private readonly busy = new Set<string>();
  private waiting: (() => void)[] = [];

  get contacts(): readonly string[] {
    return [...this.busy];
  }

  get room(): number {
    return Math.max(0, this.limit - this.busy.size);
  }

  async whenRoom(): Promise<void> {
    while (this.room === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whether this contact had no call under way; now it has. */
  begin(customerId: string): boolean {
    if (this.busy.has(customerId)) return false;
    this.busy.add(customerId);
    return true;
  }

  end(customerId: string): void {
    this.busy.delete(customerId);
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
