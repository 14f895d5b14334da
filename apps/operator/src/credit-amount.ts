/** Exact amounts on decimal texts; nothing here ever becomes a floating-point number. */

/**
 * What an order is worth: 1 credit per 10 currency units, rounded down to 0.01. Undefined: less than 0.01.
 * `orderValue` is a decimal text such as `29.33`.
 */
export function creditsFor(orderValue: string): bigint | undefined {
  const [units = '', fraction = ''] = orderValue.split('.');
  const hundredths = BigInt(`${units}${fraction.slice(0, 1) || '0'}`);
  return hundredths > 0n ? hundredths : undefined;
}

/** What people type, with two decimals: `10` → `10.00`, `10,5` → `10.50`. Anything else stays as it is and is refused later. */
export function typedAmount(text: string): string {
  const match = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return match ? `${(match[1] ?? '').replace(/^0+(?=\d)/, '')}.${(match[2] ?? '').padEnd(2, '0')}` : text;
}
