import type { ContactData } from './wire';

/** The PINs of a request: Ecomail may repeat in a refusal what it was sent. */
export function pinsOf(contacts: readonly Pick<ContactData, 'custom_fields'>[]): readonly string[] {
  const texts = new Set<string>();
  for (const { custom_fields: fields = {} } of contacts) {
    for (const name in fields) {
      if (!isPinName(name)) continue;
      const value = fields[name];
      texts.add(String(typeof value === 'object' ? (value?.value ?? '') : value));
    }
  }
  return [...texts].filter((text) => text !== '').sort((a, b) => b.length - a.length);
}

/**
 * Words of Ecomail without the PINs that were sent, and without any value that follows the name of a PIN's field,
 * `field` being the one that the words are about.
 */
export function withoutPins(text: string, pins: readonly string[], field = ''): string {
  const masked = pins.reduce((words, pin) => words.replaceAll(pin, mask), text);
  const from = pinAtEnd.test(field) ? 0 : masked.search(pinInText);
  if (from < 0) return masked;
  return masked.slice(0, from) + masked.slice(from).replace(/["'`“”„‘’][^"'`“”„‘’]*["'`“”„‘’]|\d{4,}/g, mask);
}

const mask = '<pin>';
/** Asked of each field of thousands of contacts, whose names are the same. */
const isPinName = (name: string): boolean =>
  (name.endsWith('n') || name.endsWith('N')) && pinAtEnd.test(name);
const pinAtEnd = /(^|[^a-z])pin$/i;
const pinInText = /(?<![a-z])pin(?![a-z])/i;
