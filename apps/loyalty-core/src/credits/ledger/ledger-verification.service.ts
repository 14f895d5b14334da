import type { DataSource } from 'typeorm';
import { type LedgerRule, ledgerRules } from './ledger-rules';

/** The first entry that breaks a rule; without an entry the customer has none that could be named. */
export interface LedgerBreach {
  readonly rule: LedgerRule;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly entryId: string | null;
  readonly sequence: string | null;
  readonly found: string;
  readonly expected: string;
}

interface BreachRow {
  readonly shop_id: string;
  readonly customer_id: string | null;
  readonly entry_id: string | null;
  readonly sequence: string | null;
  readonly found: string;
  readonly expected: string;
}

/** Proves that balances, lots, movements and entries of a whole database agree. Reads only. */
export class LedgerVerification {
  constructor(private readonly dataSource: DataSource) {}

  /** One breach per broken rule, that of the earliest entry first; all of one moment. */
  verify(): Promise<{ readonly entries: number; readonly breaches: readonly LedgerBreach[] }> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('set transaction read only');
      const [counted]: { entries: number }[] = await manager.query(
        'select count(*)::int as entries from ledger_entries',
      );
      const breaches: LedgerBreach[] = [];
      for (const rule of ledgerRules) {
        const [row]: BreachRow[] = await manager.query(rule.sql);
        if (row) breaches.push(breachFrom(rule, row));
      }
      return { entries: counted?.entries ?? 0, breaches: breaches.sort(byNumber) };
    });
  }
}

const breachFrom = (rule: LedgerRule, row: BreachRow): LedgerBreach => ({
  rule,
  shopId: row.shop_id,
  customerId: row.customer_id,
  entryId: row.entry_id,
  sequence: row.sequence,
  found: row.found,
  expected: row.expected,
});

/** What has no entry comes last. */
function byNumber(one: LedgerBreach, other: LedgerBreach): number {
  const [first, second] = [one, other].map(({ sequence }) => BigInt(sequence ?? '9223372036854775807'));
  return first === second ? 0 : (first ?? 0n) < (second ?? 0n) ? -1 : 1;
}
