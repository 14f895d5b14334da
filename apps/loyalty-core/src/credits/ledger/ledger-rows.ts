/** Entries, lots and movements as the tables of the ledger hold them. */
import { type Amount, amountText, parseAmount } from '@ellity/contracts';
import type { Lot } from '../credit-account';
import type { NewShortfall, Posted, PostingAction } from '../posting';

/** A posting with the number of the message that is sent about it. */
export type NumberedPosting = Posted & { readonly sequence: bigint };

export interface LotRow {
  readonly id: string;
  readonly customer_id: string;
  readonly amount: string;
  readonly remaining: string;
  readonly expires_on: string | null;
}

export function lotFrom(row: LotRow): Lot {
  return {
    id: row.id,
    amount: parseAmount(row.amount),
    remaining: parseAmount(row.remaining),
    expiresOn: row.expires_on,
  };
}

export function entryRow({ posting, entry, sequence, day }: NumberedPosting, now: Date) {
  const { action } = posting;
  return {
    id: entry.id,
    shop_id: posting.shopId,
    customer_id: posting.customerId,
    sequence: sequence.toString(),
    kind: entry.kind,
    amount: amountText(entry.amount),
    balance_after: amountText(entry.balanceAfter),
    reason: posting.reason,
    reference: posting.reference,
    service: posting.by.service,
    actor: posting.by.actor,
    command_key: posting.by.key,
    run_id: posting.by.runId,
    changed_at: now.toISOString(),
    day,
    cancels: cancelledBy(action),
  };
}

/** The spending that an entry gives back, or the award that it takes back. */
function cancelledBy(action: PostingAction): string | null {
  if (action.kind === 'cancel-spending') return action.spendingId;
  return action.kind === 'revoke' ? action.lotId : null;
}

export const shortfallRow = ({ posting, ...shortfall }: NewShortfall, open: Amount, now: Date) => ({
  id: shortfall.id,
  shop_id: posting.shopId,
  customer_id: posting.customerId,
  lot_id: shortfall.lotId,
  amount: amountText(shortfall.open),
  open: amountText(open),
  is_owed: shortfall.isOwed,
  reason: posting.reason,
  reference: posting.reference,
  service: posting.by.service,
  actor: posting.by.actor,
  command_key: posting.by.key,
  recorded_at: now.toISOString(),
});

export const movementRows = ({ posting, entry }: Posted) =>
  entry.movements.map(({ lotId, amount }) => ({
    entry_id: entry.id,
    lot_id: lotId,
    shop_id: posting.shopId,
    amount: amountText(amount),
  }));
