type Values = Readonly<Record<string, unknown>>;

/**
 * The fields that do not show what was written, compared by meaning: an account may keep a number, a date or an
 * address in a form of its own. Cleared fields are not looked at: not every account clears them.
 */
export const notShown = (shown: Values, written: Values): readonly string[] =>
  Object.entries(written)
    .filter(([name, value]) => textOf(value) !== '' && !meansTheSame(textOf(shown[name]), textOf(value)))
    .map(([name]) => name);

/** Zeros in front count: a PIN that lost them is another PIN. */
export function meansTheSame(shown: string, written: string): boolean {
  if (shown === written) return true;
  const asNumber = numberOf(written);
  if (asNumber !== undefined) return numberOf(shown) === asNumber;
  if (isDay(written)) return isSameDay(shown, written);
  if (URL.canParse(written)) return URL.canParse(shown) && addressOf(shown) === addressOf(written);
  return plain(shown) === plain(written);
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? plain(String(value)) : '';

const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ');

function numberOf(text: string): number | undefined {
  const digits = text.replace(/\s/g, '').replace(/,(?=\d{3}(\D|$))/g, '');
  return /^-?(0|[1-9]\d*)([.,]\d+)?$/.test(digits) ? Number(digits.replace(',', '.')) : undefined;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const hourMs = 3_600_000;

/** As a date in Czech, or as the moment at which the day begins somewhere. */
function isSameDay(shown: string, written: string): boolean {
  const czech = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(shown);
  if (czech) {
    const [, day = '', month = '', year = ''] = czech;
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` === written;
  }
  const moment = /^\d{4}-\d{2}-\d{2}[T ]/.test(shown) ? Date.parse(shown.replace(' ', 'T')) : NaN;
  const distance = moment - Date.parse(`${written}T00:00:00Z`);
  return distance >= -14 * hourMs && distance < 10 * hourMs;
}

function addressOf(text: string): string {
  const { href } = new URL(text);
  try {
    return decodeURI(href).replace(/\/$/, '');
  } catch {
    return href;
  }
}
