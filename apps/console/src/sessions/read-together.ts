type Read<T> = (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;

/**
 * Reads by key, once for all who ask within a turn of the event loop: fifty who click at once cost a few reads, not fifty.
 * Nothing is kept, and a read begins after whoever it is for has asked: what was changed before is seen.
 */
export class ReadTogether<T> {
  private next: { readonly keys: Set<string>; readonly found: ReturnType<Read<T>> } | undefined;

  constructor(private readonly read: Read<T>) {}

  /** Undefined where there is nothing of that name. What the read throws is thrown to each who asked. */
  async of(key: string): Promise<T | undefined> {
    this.next ??= this.begin();
    this.next.keys.add(key);
    return (await this.next.found).get(key);
  }

  private begin() {
    const keys = new Set<string>();
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    const found = turn.then(() => {
      this.next = undefined;
      return this.read([...keys]);
    });
    return { keys, found };
  }
}
