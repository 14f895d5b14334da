import Big from 'big.js';

/** A credit event that no call was made for yet. */
export interface UnsentCredit {
  readonly id: string;
  readonly sequence: string;
  readonly amount: string;
  readonly reason: string;
  readonly changedAt: string;
}

/** What one contact's unsent credit events become: one tracker event of their net amount, or none. */
export type CreditMerge =
  | {
      readonly kind: 'send';
      /** The newest; its id names the tracker event. */
      readonly carrier: UnsentCredit;
      readonly amount: string;
      readonly changedAt: string;
      readonly mergedIds: readonly string[];
    }
  | { readonly kind: 'net-zero'; readonly ids: readonly string[] };

export function mergeCredits(unsent: readonly UnsentCredit[]): CreditMerge {
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
