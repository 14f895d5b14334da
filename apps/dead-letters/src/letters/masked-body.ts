import { shortenAddresses } from '@ellity/platform';

const secretNames = new Set([
  'pin',
  'key',
  'apikey',
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
]);
const anySpelling = [...secretNames].map((name) => [...name].join('[-_]?')).join('|');
/** What stands behind the name of a secret in a text that should be JSON, to its end or where it was cut off. */
const namedSecret = new RegExp(
  String.raw`("(?:${anySpelling})"\s{0,9}:\s{0,9})(?:"(?:[^"\\]|\\.)*"?|[^\s",}\]]+)`,
  'gi',
);
/** Five base64url parts of which the first is a JSON header; PINs and erased addresses travel like this. */
const jwe = /(?<![\w-])eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g;
const brokenBodyShown = 2_000;

/**
 * A body for people to read: JSON indented, secrets masked by name and by shape, addresses shortened unless they are
 * asked for. What is no JSON is shown as text, its beginning only.
 */
export function maskedBody(body: Buffer, { revealAddresses = false } = {}): string {
  const shown = withoutSecrets(body);
  return revealAddresses ? shown : shortenAddresses(shown);
}

/** The JSON of a body as `maskedBody` shows it; undefined where it is none. */
export function maskedJson(body: Buffer): unknown {
  try {
    return JSON.parse(shortenAddresses(JSON.stringify(JSON.parse(body.toString('utf8'), mask))));
  } catch {
    return undefined;
  }
}

function withoutSecrets(body: Buffer): string {
  const text = body.toString('utf8');
  try {
    return JSON.stringify(JSON.parse(text, mask), undefined, 2);
  } catch {
    const rest = text.length > brokenBodyShown ? `… (${body.byteLength} bytes in all)` : '';
    const shown = text
      .slice(0, brokenBodyShown)
      .replace(jwe, '[secret]')
      .replace(namedSecret, '$1"[secret]"');
    return `${printable(shown)}${rest}`;
  }
}

function mask(name: string, value: unknown): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))) return '[secret]';
  return typeof value === 'string' ? value.replace(jwe, '[secret]') : value;
}

/** Control characters could rewrite the reader's terminal. */
const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? character : '\uFFFD'));
