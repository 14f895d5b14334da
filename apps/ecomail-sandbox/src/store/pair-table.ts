/**
 * Rows by a group and a key in it, for tables whose rows are looked up by the thousand: no id has to be put together
 * for a look-up. Groups keep the order in which their rows first came.
 */
export class PairTable<Row> {
  private readonly groups = new Map<string, Map<string, Row>>();

  /** `groupParts`: how many parts, divided by slashes, the name of a group has; an id is the group, a slash, the key. */
  constructor(
    readonly name: string,
    private readonly groupOf: (row: Row) => string,
    private readonly keyOf: (row: Row) => string,
    private readonly groupParts: number,
  ) {}

  get size(): number {
    let size = 0;
    for (const group of this.groups.values()) size += group.size;
    return size;
  }

  get(group: string, key: string): Row | undefined {
    return this.groups.get(group)?.get(key);
  }

  *all(): IterableIterator<Row> {
    for (const group of this.groups.values()) yield* group.values();
  }

  group(name: string): ReadonlyMap<string, Row> {
    return this.groups.get(name) ?? noRows;
  }

  put(row: Row): void {
    const name = this.groupOf(row);
    const group = this.groups.get(name);
    if (group) group.set(this.keyOf(row), row);
    else this.groups.set(name, new Map([[this.keyOf(row), row]]));
  }

  remove(id: string): void {
    const parts = id.split('/');
    const name = parts.slice(0, this.groupParts).join('/');
    const group = this.groups.get(name);
    group?.delete(parts.slice(this.groupParts).join('/'));
    if (group?.size === 0) this.groups.delete(name);
  }

  clear(): void {
    this.groups.clear();
  }
}

const noRows: ReadonlyMap<string, never> = new Map<string, never>();
