/** The answers under command keys, between their table and the decisions. */
import { formerKeyOf, keyText } from '../keys/command-key';
import type { KeyRow } from '../keys/command-keys.service';
import type { Grant } from '../rewards/grant';
import type { CreditCommand } from './credit-command';
import type { RefusalCode, SettledKey } from './settlement';

export type Settled = ReadonlyMap<string, SettledKey>;

/** Lots that a command names and that may be empty by now. */
export function lotsNamed(
  fresh: readonly CreditCommand[],
  settled: Settled,
  grants: ReadonlyMap<string, Grant>,
): string[] {
  const byAward = fresh.flatMap(({ action, ...command }) => {
    if (action.kind !== 'revoke' || 'reward' in action.award) return [];
    if ('entryId' in action.award) return [action.award.entryId];
    const key = { ...command, key: action.award.key };
    const former = formerKeyOf(key);
    const award = settled.get(keyText(key)) ?? (former && settled.get(keyText(former)));
    return award?.settlement.entryId ?? [];
  });
  return [...byAward, ...[...grants.values()].flatMap(({ lotId }) => lotId ?? [])];
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
  };
}
