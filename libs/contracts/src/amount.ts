/** Credits in whole hundredths: exact, and the only form in which anybody calculates with them. */
export type Amount = bigint;

/** 12 digits: what a message, a column and a balance can hold. */
export const amountMax: Amount = 999_999_999_999n;

const pattern = /^(-?)(\d{1,10})\.(\d{2})$/;

/** Reads `150.00` as it stands in messages and columns. Whoever takes amounts from outside checks their rule first. */
export function parseAmount(text: string): Amount {
  const [, sign, whole, hundredths] = pattern.exec(text) ?? [];
  if (whole === undefined) throw new RangeError('not an amount with two decimals and at most 12 digits');
  const amount = BigInt(`${whole}${hundredths}`);
  return sign ? -amount : amount;
}

/** As messages and columns hold it: `150.00`. */
export function amountText(amount: Amount): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Nothing adds up to zero. */
export const sumOf = (amounts: Iterable<Amount>): Amount => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};

/** The smaller of two. */
export const lesserOf = (one: Amount, other: Amount): Amount => (one < other ? one : other);
