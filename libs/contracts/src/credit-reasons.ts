interface ReasonName {
  readonly cs: string;
  readonly en: string;
}

/**
 * Why a balance changes, as people read it. Entries of our own accord use these words only; senders may add words of
 * their own, which are shown as they are.
 */
export const creditReasons = {
  order: { cs: 'objednávka', en: 'order' },
  'order-cancelled': { cs: 'zrušená objednávka', en: 'cancelled order' },
  spend: { cs: 'čerpání', en: 'spending' },
  'spend-cancelled': { cs: 'zrušené čerpání', en: 'cancelled spending' },
  registration: { cs: 'registrace', en: 'registration' },
  'registration-left': { cs: 'zrušená registrace', en: 'registration given up' },
  newsletter: { cs: 'přihlášení k newsletteru', en: 'newsletter sign-up' },
  'newsletter-left': { cs: 'odhlášení z newsletteru', en: 'newsletter left' },
  review: { cs: 'recenze', en: 'review' },
  nameday: { cs: 'svátek', en: 'name day' },
  birthday: { cs: 'narozeniny', en: 'birthday' },
  anniversary: { cs: 'výročí účtu', en: 'anniversary of the account' },
  referral: { cs: 'doporučení', en: 'referral' },
  administrator: { cs: 'úprava správcem', en: 'change by the administrator' },
  import: { cs: 'import', en: 'import' },
  expiry: { cs: 'propadnutí', en: 'lapse' },
  shortfall: { cs: 'dorovnání nedoplatku', en: 'shortfall made up' },
} as const satisfies Readonly<Record<string, ReasonName>>;

/** A reason that this system knows by name. */
export type CreditReason = keyof typeof creditReasons;

/** A reason as people read it; an unknown one stays as it is. */
export function reasonName(reason: string, language: 'cs' | 'en'): string {
  const known: Readonly<Record<string, ReasonName>> = creditReasons;
  return Object.hasOwn(known, reason) ? (known[reason]?.[language] ?? reason) : reason;
}
