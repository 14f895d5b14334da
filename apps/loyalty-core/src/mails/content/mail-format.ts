/** Amounts and days as people of a language write them. */
export type Language = 'cs' | 'en';

const locales: Readonly<Record<Language, string>> = { cs: 'cs-CZ', en: 'en-GB' };

const plurals = mapped((locale) => new Intl.PluralRules(locale));
const days = mapped(
  (locale) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const wholes = mapped((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const parts = mapped((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }));

/** `1250.50` as `1 250,50`; whole amounts without decimals. Twelve digits are exact in a number. */
export function formatAmountText(language: Language, amount: string): string {
  const formats = amount.endsWith('.00') ? wholes : parts;
  return formats[language].format(Number(amount));
}

/** `2026-12-07` as `7. prosince 2026`. */
export const formatDay = (language: Language, day: string): string =>
  days[language].format(new Date(`${day}T00:00:00Z`));

/** In Czech a fraction is `many`. */
export const pluralOf = (language: Language, amount: string): Intl.LDMLPluralRule =>
  plurals[language].select(Number(amount));

function mapped<T>(make: (locale: string) => T): Readonly<Record<Language, T>> {
  return { cs: make(locales.cs), en: make(locales.en) };
}
