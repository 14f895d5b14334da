import { locales } from './numbers';
import type { Language } from './texts';

/**
 * An exact amount, as services write it (`"1250.50"`), for people: `1 250,50` or `1,250.50`. Whole amounts have no
 * decimals. The digits are never taken through a floating-point number.
 */
export function formatAmount(amount: string, language: Language, { signed = false } = {}): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return amount;
  const [, minus = '', whole = '0', decimals = ''] = match;
  const grouped = new Intl.NumberFormat(locales[language]).format(BigInt(whole));
  const rest = /^0*$/.test(decimals) ? '' : `${language === 'cs' ? ',' : '.'}${decimals.padEnd(2, '0')}`;
  const sign = minus ? '\u2212' : signed && !isZero(amount) ? '+' : '';
  return `${sign}${grouped}${rest}`;
}

export const isZero = (amount: string): boolean => /^-?0+(\.0+)?$/.test(amount);

/** For plural forms and charts only; sums are made by the services. */
export const asNumber = (amount: string): number => Number(amount);

const credits = {
  cs: { one: 'kredit', few: 'kredity', many: 'kreditu', other: 'kreditů' },
  en: { one: 'credit', few: 'credits', many: 'credits', other: 'credits' },
} as const;

/** `1 kredit`, `2 kredity`, `5 kreditů`, `2,50 kreditu`. */
export function formatCredits(amount: string, language: Language, options = {}): string {
  const isWhole = /^-?\d+(\.0+)?$/.test(amount);
  const rule = new Intl.PluralRules(locales[language]).select(Math.abs(asNumber(amount)));
  const form = isWhole ? rule : language === 'cs' ? 'many' : 'other';
  return `${formatAmount(amount, language, options)} ${credits[language][form as keyof (typeof credits)['cs']]}`;
}

/** What a person typed as an amount (`1 250,5`), as services take it (`1250.50`); undefined: it is none. */
export function amountFrom(typed: string): string | undefined {
  const match = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(typed.replaceAll(/[\s\u00a0\u202f]/g, ''));
  return match ? `${String(BigInt(match[1] ?? '0'))}.${(match[2] ?? '').padEnd(2, '0')}` : undefined;
}

/** The exact sum of two amounts. */
export function plus(one: string, other: string): string {
  const cents = centsOf(one) + centsOf(other);
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const negative = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/** What one amount is above another; negative where it is below. */
export const minus = (one: string, other: string): string => plus(one, negative(other));

export const isNegative = (amount: string): boolean => amount.startsWith('-') && !isZero(amount);

const centsOf = (amount: string): bigint => {
  const [whole = '0', decimals = ''] = amount.split('.');
  const cents = BigInt(whole.replace('-', '')) * 100n + BigInt(decimals.padEnd(2, '0').slice(0, 2));
  return amount.startsWith('-') ? -cents : cents;
};
