/** Which addresses of a file are customers already, or were named by a line before. */
import { identityOf } from '@ellity/contracts';

/** As much of the database as this asks for. */
interface Queryable {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

export class KnownAddresses {
  private readonly named = new Set<string>();
  private asked: { readonly line: number; readonly identity: string }[] = [];

  constructor(
    private readonly database: Queryable,
    private readonly shopId: string,
  ) {}

  add(line: number, email: string): void {
    this.asked.push({ line, identity: identityOf(email) });
  }

  /** Of the lines since the last time. Others may be added meanwhile; the next time comes after this one. */
  async settle(): Promise<ReadonlyMap<number, boolean>> {
    const asked = this.asked;
    this.asked = [];
    const rows = (await this.database.query(
      'select email_identity from customers where shop_id = $1 and email_identity = any($2)',
      [this.shopId, asked.map(({ identity }) => identity)],
    )) as { email_identity: string }[];
    const customers = new Set(rows.map((row) => row.email_identity));
    const isKnown = new Map<number, boolean>();
    for (const { line, identity } of asked) {
      isKnown.set(line, customers.has(identity) || this.named.has(identity));
      this.named.add(identity);
    }
    return isKnown;
  }
}
