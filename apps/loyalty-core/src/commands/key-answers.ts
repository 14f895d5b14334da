/** The answers under command keys, between their table and the decisions. */
import { formerKeyOf, keyText } from '../keys/command-key';
import type { KeyRow } from '../keys/command-keys.service';
import { type CreditCommand, undoneBy } from './credit-command';
import type { RefusalCode, SettledKey } from './settlement';

export type Settled = ReadonlyMap<string, SettledKey>;

/** The entries that commands name, by id or by the key under which they were made. */
export function entriesNamed(fresh: readonly CreditCommand[], settled: Settled): string[] {
  return fresh.flatMap((command) => {
    const undone = undoneBy(command.action);
    if (undone === undefined) return [];
    if ('entryId' in undone) return [undone.entryId];
    const key = { ...command, key: undone.key };
    const former = formerKeyOf(key);
    const answer = settled.get(keyText(key)) ?? (former && settled.get(keyText(former)));
    return answer?.settlement.entryId ?? [];
  });
}

export function settledFrom(rows: readonly KeyRow[]): Settled {
  return new Map(
    rows.map((row) => [
      keyText({ shopId: row.shop_id, source: row.source, key: row.key }),
      {
        digest: row.digest,
        settlement: {
          outcome: row.outcome ?? 'refused',
          reason: row.reason as RefusalCode | null,
          customerId: row.customer_id,
          entryId: row.entry_id,
          amount: row.amount,
          balance: row.balance,
          shortfall: row.shortfall ?? null,
        },
      },
    ]),
  );
}

export function answerRow({
  command,
  digest,
  settlement,
}: SettledKey & { command: CreditCommand }): Omit<KeyRow, 'claimed_at'> {
  return {
    shop_id: command.shopId,
    source: command.source,
    key: command.key,
    type: command.type,
    digest,
    outcome: settlement.outcome === 'applied' ? 'applied' : 'refused',
    reason: settlement.reason,
    customer_id: settlement.customerId,
    entry_id: settlement.entryId,
    amount: settlement.amount,
    balance: settlement.balance,
    shortfall: settlement.shortfall,
  };
}
