import { readFileSync } from 'node:fs';

export interface OrderTotals {
  readonly awards: number;
  /** Address → balance in hundredths. */
  readonly balances: ReadonlyMap<string, number>;
  readonly total: number;
}

/**
 * What a purchase log is worth, worked out here once more and in its own way: columns customer id, id in the sample,
 * day, pieces, value; 1 credit per 10 currency units, each order rounded down to 0.01.
 */
export function totalsOf(file: string): OrderTotals {
  const balances = new Map<string, number>();
  let awards = 0;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const [customer, , , , value = ''] = line.trim().split(/\s+/);
    if (customer === undefined || customer === '') continue;
    const credits = Math.floor(Math.round(Number(value) * 100) / 10);
    if (credits === 0) continue;
    awards += 1;
    const email = `customer-${customer}@shop.test`;
    balances.set(email, (balances.get(email) ?? 0) + credits);
  }
  return { awards, balances, total: [...balances.values()].reduce((sum, one) => sum + one, 0) };
}

/** `24367.40` of 2436740. */
export const amountOf = (hundredths: number): string => (hundredths / 100).toFixed(2);

/** Hundredths of what a Czech field shows: `1 250,50`. */
export const hundredthsIn = (field: unknown): number =>
  Math.round(Number(String(field).replaceAll(' ', '').replace(',', '.')) * 100);
