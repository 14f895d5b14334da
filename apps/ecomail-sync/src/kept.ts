/** What several pieces of work share, by name: made for the first that holds it, gone when the last lets it go. */
export class Shared<T> {
  private readonly entries = new Map<string, { readonly value: T; holders: number }>();

  constructor(private readonly make: (name: string) => T) {}

  get size(): number {
    return this.entries.size;
  }

  /** `release`: to be called once. */
  hold(name: string): { readonly value: T; readonly release: () => void } {
    const entry = this.entries.get(name) ?? { value: this.make(name), holders: 0 };
    this.entries.set(name, entry);
    entry.holders += 1;
    const release = () => {
      entry.holders -= 1;
      if (entry.holders === 0) this.entries.delete(name);
    };
    return { value: entry.value, release };
  }
}

const rememberedMs = 24 * 3_600_000;

/**
 * What this process remembers of a name until it is settled, and no longer than a day after it was last said: the shop
 * may have ended.
 */
export class Remembered<T> {
  /** In the order in which they were said. */
  private readonly entries = new Map<string, { readonly value: T; readonly untilMs: number }>();

  /** `elapsedMs`: of a clock that nobody sets. */
  constructor(private readonly elapsedMs: () => number) {}

  get size(): number {
    this.forget();
    return this.entries.size;
  }

  get(name: string): T | undefined {
    return this.entries.get(name)?.value;
  }

  set(name: string, value: T): void {
    this.entries.delete(name);
    this.entries.set(name, { value, untilMs: this.elapsedMs() + rememberedMs });
    this.forget();
  }

  delete(name: string): void {
    this.entries.delete(name);
  }

  private forget(): void {
    const now = this.elapsedMs();
    for (const [name, { untilMs }] of this.entries) {
      if (untilMs > now) return;
      this.entries.delete(name);
    }
  }
}

/** What is derived from texts that come again soon, derived once as long as few enough others come between. */
export class Derived {
  private recent = new Map<string, string>();
  private older = new Map<string, string>();

  /** Keeps at most twice `max`. */
  constructor(
    private readonly derive: (text: string) => string,
    private readonly max: number,
  ) {}

  get size(): number {
    return this.recent.size + this.older.size;
  }

  of(text: string): string {
    const known = this.recent.get(text);
    if (known !== undefined) return known;
    const value = this.older.get(text) ?? this.derive(text);
    if (this.recent.size >= this.max) {
      this.older = this.recent;
      this.recent = new Map();
    }
    this.recent.set(text, value);
    return value;
  }
}
