/** Calls under way at once: at first, and at most. A minute of 1,000 calls needs 25 at 1.5 s, and more where some hang. */
const initially = 20;
const atMost = 128;
/** So many failures without a success between them are no accident. */
const streak = 3;

/** A look at contacts in order to write them. */
export interface Reading {
  /** No call was under way since the reading began: what was read of the contact is not older than what it announces. */
  isUntouched(customerId: string): boolean;
  close(): void;
}

/**
 * The tracker calls of a shop that are under way: one of each contact, so that they keep their order, and as many as
 * Ecomail answers to. It grows with every success; a streak of failures brings it down to a single call.
 *
 * A contact is not written while a call about it is under way, so that an event finds the fields that it announces and
 * not those of a later change.
 */
export class CallWindow {
  private limit = initially;
  private failures = 0;
  private readonly busy = new Set<string>();
  /** Of each reading under way: contacts whose call ended since it began. */
  private readonly endedSince = new Set<Set<string>>();
  private readonly postponedWrites = new Set<string>();
  private waiting: (() => void)[] = [];

  /** `wake`: a write that was postponed may be made now. */
  constructor(private readonly wake: () => void = () => undefined) {}

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
    for (const ended of this.endedSince) ended.add(customerId);
    if (this.postponedWrites.delete(customerId)) this.wake();
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  reading(): Reading {
    const ended = new Set<string>();
    this.endedSince.add(ended);
    return {
      isUntouched: (customerId) => !this.busy.has(customerId) && !ended.has(customerId),
      close: () => void this.endedSince.delete(ended),
    };
  }

  /** Wakes when the calls of these contacts are over; says whether some are over already. */
  postponeWrites(customerIds: readonly string[]): boolean {
    const busy = customerIds.filter((customerId) => this.busy.has(customerId));
    for (const customerId of busy) this.postponedWrites.add(customerId);
    return busy.length < customerIds.length;
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
