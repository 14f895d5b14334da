export type Language = 'cs' | 'en';

/**
 * Amounts as people read them: `1 250,50` in Czech, `1,250.50` in English. The separator of thousands is the plain
 * space: segments and conditions at Ecomail compare text, and nobody can type a hard space into them.
 */
export function formatAmount(amount: string, language: Language): string {
  const isNegative = amount.startsWith('-');
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const [thousands, point] = language === 'cs' ? [' ', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${isNegative ? '-' : ''}${grouped}${point}${decimals.padEnd(2, '0').slice(0, 2)}`;
}

/** The whole part. Balances and expirations are never negative, so this rounds down. */
export function wholePart(amount: string): number {
  return Math.trunc(Number(amount));
}
