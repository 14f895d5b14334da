/** Strings are skipped as a whole, so that digits inside them are left alone. */
const stringsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON in which integers beyond 2^53 arrive as strings instead of being rounded: some of Ecomail's ids are that long.
 * Undefined when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(
      /\d{16}/.test(text) ? text.replace(stringsAndNumbers, quotedWhenLong) : text,
    ) as unknown;
  } catch {
    return undefined;
  }
}

function quotedWhenLong(token: string): string {
  const isLong = /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
  return isLong ? `"${token}"` : token;
}

export type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
