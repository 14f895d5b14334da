import type { Language } from './texts';

/** How each language writes numbers and days. */
export const locales = { cs: 'cs-CZ', en: 'en-GB' } as const;

export const formatCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(locales[language]).format(count);

export const formatPercent = (share: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
