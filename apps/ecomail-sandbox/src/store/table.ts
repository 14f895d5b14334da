/** Rows by id, and by the groups they belong to, each group in the order in which its rows first came. */
export class Table<Row> {
  private readonly rows = new Map<string, Row>();
  private readonly groups = new Map<string, Map<string, Row>>();

  constructor(
    readonly name: string,
    private readonly idOf: (row: Row) => string,
    private readonly groupOf?: (row: Row) => string,
  ) {}

  get size(): number {
    return this.rows.size;
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  /** Of the row that came first of those that are here. */
  oldestId(): string | undefined {
    return this.rows.keys().next().value;
  }

  all(): IterableIterator<Row> {
    return this.rows.values();
  }

  group(name: string): ReadonlyMap<string, Row> {
    return this.groups.get(name) ?? noRows;
  }

  put(row: Row): void {
    const id = this.idOf(row);
    this.rows.set(id, row);
    if (!this.groupOf) return;
    const name = this.groupOf(row);
    const group = this.groups.get(name);
    if (group) group.set(id, row);
    else this.groups.set(name, new Map([[id, row]]));
  }

  remove(id: string): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.rows.delete(id);
    if (!this.groupOf) return;
    const name = this.groupOf(row);
    const group = this.groups.get(name);
    group?.delete(id);
    if (group?.size === 0) this.groups.delete(name);
  }

  clear(): void {
    this.rows.clear();
    this.groups.clear();
  }
}

const noRows: ReadonlyMap<string, never> = new Map<string, never>();
