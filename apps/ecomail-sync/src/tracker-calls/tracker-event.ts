import Big from 'big.js';
import type { SuppressedReason } from '../events/event-reasons';
import type { Label } from '../mirror/contact-change';

/** A received event that no call was made for yet. */
export interface UnsentEvent {
  readonly id: string;
  readonly customer_id: string;
  readonly label: Label;
  readonly sequence: string;
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly notified_amount: string | null;
  readonly attempts: number;
  readonly traceparent?: string | null;
  /** Where the fields are stored, and with which balance. */
  readonly stored_email: string;
  readonly stored_balance: string | null;
  /** The fields still say what it announces. */
  readonly is_shown: boolean;
}

/** A tracker event to send: one contact, one label. */
export interface TrackerCall {
  readonly id: string;
  readonly customerId: string;
  readonly label: Label;
  readonly email: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Earlier ones that it announces as well. */
  readonly mergedIds: readonly string[];
  /** Of a credit event: what the fields show as the last change, and when that was. */
  readonly notifiedAmount: string | null;
  readonly lastChangedAt: string | null;
  readonly attempts: number;
  /** Of the change that it announces; the newest of those it announces as well. */
  readonly traceparent?: string | null;
}

/** Whose intent is committed: the call may be made. */
export interface IntendedTrackerCall extends TrackerCall {
  readonly intentAt: Date;
}

export interface CallPlan {
  readonly calls: readonly TrackerCall[];
  /** Nobody is notified of these. */
  readonly suppressed: readonly { readonly id: string; readonly reason: SuppressedReason }[];
}

/**
 * What to send for the unsent events of some contacts. Credit events of a contact become one; of PINs only the
 * newest is sent, because the fields show no other. What the fields no longer say is suppressed.
 */
export function callPlan(unsent: readonly UnsentEvent[]): CallPlan {
  const calls: TrackerCall[] = [];
  const overtaken = unsent.filter(({ is_shown }) => !is_shown);
  const suppressed: { id: string; reason: SuppressedReason }[] = overtaken.map(({ id, label }) => ({
    id,
    reason: label === 'pin' ? 'pin-overtaken' : 'warning-overtaken',
  }));
  for (const group of groupsOf(unsent.filter(({ is_shown }) => is_shown))) {
    const [first] = group;
    if (!first) continue;
    if (first.label === 'credit') {
      const merge = mergeCredits(group.map(creditOf));
      if (merge.kind === 'net-zero')
        suppressed.push(...merge.ids.map((id) => ({ id, reason: 'net-zero' as const })));
      else calls.push(creditCall(merge, group));
    } else if (first.label === 'pin') {
      const [newest = first, ...older] = [...group].sort((a, b) => (a.sequence > b.sequence ? -1 : 1));
      calls.push({ ...plainCall(newest), mergedIds: older.map(({ id }) => id) });
    } else {
      calls.push(...group.map(plainCall));
    }
  }
  return { calls, suppressed };
}

function groupsOf(unsent: readonly UnsentEvent[]): UnsentEvent[][] {
  const groups = new Map<string, UnsentEvent[]>();
  for (const event of unsent) {
    const key = `${event.label}/${event.customer_id}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()];
}

const creditOf = (event: UnsentEvent) => ({
  id: event.id,
  sequence: event.sequence,
  amount: event.notified_amount ?? textOf(event.numbers['amount']),
  reason: textOf(event.numbers['reason']),
  changedAt: textOf(event.numbers['changedAt']),
});

function creditCall(
  merge: Extract<CreditMerge, { kind: 'send' }>,
  group: readonly UnsentEvent[],
): TrackerCall {
  const carrier = group.find(({ id }) => id === merge.carrier.id);
  if (!carrier) throw new Error('a merged event is not among those it was made of');
  return {
    ...plainCall(carrier),
    value: {
      amount: merge.amount,
      balance: carrier.stored_balance ?? textOf(carrier.numbers['balance']),
      reason: merge.carrier.reason,
      changedAt: merge.changedAt,
      changes: merge.mergedIds.length + 1,
    },
    mergedIds: merge.mergedIds,
    notifiedAmount: merge.amount,
    lastChangedAt: merge.changedAt,
  };
}

const plainCall = (event: UnsentEvent): TrackerCall => ({
  id: event.id,
  customerId: event.customer_id,
  label: event.label,
  email: event.stored_email,
  value: event.numbers,
  mergedIds: [],
  notifiedAmount: null,
  lastChangedAt: null,
  attempts: event.attempts,
  traceparent: event.traceparent ?? null,
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A credit event that no call was made for yet. */
interface UnsentCredit {
  readonly id: string;
  readonly sequence: string;
  readonly amount: string;
  readonly reason: string;
  readonly changedAt: string;
}

/** What one contact's unsent credit events become: one tracker event of their net amount, or none. */
type CreditMerge =
  | {
      readonly kind: 'send';
      /** The newest; its id names the tracker event. */
      readonly carrier: UnsentCredit;
      readonly amount: string;
      readonly changedAt: string;
      readonly mergedIds: readonly string[];
    }
  | { readonly kind: 'net-zero'; readonly ids: readonly string[] };

function mergeCredits(unsent: readonly UnsentCredit[]): CreditMerge {
  const [carrier, ...older] = [...unsent].sort((a, b) => (a.sequence > b.sequence ? -1 : 1));
  if (!carrier) throw new RangeError('there is nothing to merge');
  const net = netAmount(unsent);
  if (net.eq(0)) return { kind: 'net-zero', ids: unsent.map(({ id }) => id) };
  return {
    kind: 'send',
    carrier,
    amount: net.toFixed(2),
    changedAt: latest(unsent.map(({ changedAt }) => changedAt)),
    mergedIds: older.map(({ id }) => id),
  };
}

function netAmount(unsent: readonly UnsentCredit[]): Big {
  return unsent.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
}

const latest = (instants: readonly string[]): string =>
  instants.reduce((newest, instant) => (Date.parse(instant) > Date.parse(newest) ? instant : newest));
