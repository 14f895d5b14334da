import { amountFrom, asNumber, isNegative, isZero, minus, negative, plus } from '../language/amounts';

/** `balance`: what is typed is what there shall be afterwards. */
export const ways = ['give', 'take', 'balance'] as const;
export type Way = (typeof ways)[number];

export interface ManualChange {
  readonly isGiving: boolean;
  readonly amount: string;
  /** The balance afterwards. */
  readonly result: string;
}

export type TypedChange =
  | { readonly change: ManualChange; readonly problem?: undefined }
  | { readonly change?: undefined; readonly problem: 'invalid' | 'tooMuch' | 'same' | undefined };

/** What was typed as a change of the account as it is shown; nothing typed is neither a change nor a problem. */
export function changeFrom(
  way: Way,
  typed: string,
  { balance, spendable }: { readonly balance: string; readonly spendable: string },
): TypedChange {
  if (typed.trim() === '') return { problem: undefined };
  const amount = amountFrom(typed);
  if (amount === undefined || (way !== 'balance' && isZero(amount))) return { problem: 'invalid' };
  const step = way === 'balance' ? minus(amount, balance) : way === 'give' ? amount : negative(amount);
  if (isZero(step)) return { problem: 'same' };
  const isGiving = !isNegative(step);
  if (!isGiving && asNumber(plus(spendable, step)) < 0) return { problem: 'tooMuch' };
  return { change: { isGiving, amount: isGiving ? step : negative(step), result: plus(balance, step) } };
}
