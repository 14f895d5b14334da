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
