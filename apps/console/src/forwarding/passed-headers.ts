/** Which headers pass from the browser to a service and back. Cookies and proofs of identity never do. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

const toService = [
  'accept',
  'accept-language',
  'content-encoding',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'traceparent',
  'tracestate',
  'x-request-id',
];
const toBrowser = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'etag',
  'idempotent-replayed',
  'last-modified',
  'location',
  'retry-after',
  'vary',
];

const picked = (headers: Headers, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );

export const headersToService = (headers: Headers): Record<string, string> => picked(headers, toService);

/**
 * A page that a service makes, such as the preview of an e-mail, holds what others wrote: it is shown in a frame of our own
 * pages only, as a stranger to them, with its styles and pictures, without scripts, forms, links or anything to load.
 */
const pageOfService = {
  'content-security-policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
};

/** What a service does not say may not be stored. */
export const headersToBrowser = (headers: Headers): Record<string, string> => ({
  'cache-control': 'no-store',
  ...picked(headers, toBrowser),
  ...(String(headers['content-type']).startsWith('text/html') ? pageOfService : {}),
});

const keyLengthMax = 120;

/**
 * An Idempotency-Key is the person's own: two people who use the same never meet. Undefined: it is no usable key; none
 * is the empty text.
 */
export function ownKey(key: string | string[] | undefined, personId: string): string | undefined {
  if (key === undefined) return '';
  const isUsable =
    typeof key === 'string' && key.length <= keyLengthMax && /^[\x21-\x7e][\x20-\x7e]*$/.test(key);
  return isUsable ? `${personId}:${key}` : undefined;
}
