import type { Fields } from '../store/rows';

/**
 * Fills the merge tags of a template: `*|field|*` takes the value, nothing when there is none;
 * `*|plural:field:one:few:part:many|*` takes the word that goes with the amount in Czech, or in English with
 * `one:many`. Returns the values that were used as well.
 */
export function filled(template: string, fields: Fields): { readonly text: string; readonly used: Fields } {
  const used: Record<string, string | number | null> = {};
  const valueOf = (key: string): string => {
    const value = fields[key] ?? null;
    used[key] = value;
    return value === null ? '' : String(value);
  };
  const text = template.replace(/\*\|([^|]+)\|\*/g, (_, tag: string) => {
    const [name = '', key = '', ...words] = tag.split(':');
    return name === 'plural' ? pluralOf(valueOf(key), words) : valueOf(name);
  });
  return { text, used };
}

/** Four words: 1 kredit, 2 to 4 kredity, a fraction kreditu, else kreditů. Two words: exactly 1, anything else. */
export function pluralOf(amount: string, words: readonly string[]): string {
  const number = Math.abs(Number(amount.replace(/[^\d,.-]/g, '').replace(',', '.')));
  const [one = '', few = '', part = '', many = ''] = words;
  if (words.length === 2) return number === 1 ? one : few;
  if (!Number.isInteger(number)) return part;
  if (number === 1) return one;
  return number >= 2 && number <= 4 ? few : many;
}
