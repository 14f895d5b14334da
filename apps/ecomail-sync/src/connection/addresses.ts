/** Ecomail's own addresses: its Czech and its international brand. */
const ecomailOrigins = ['https://api2.ecomailapp.cz', 'https://api2.ecomailapp.com'];

/** Which addresses the operator of this service trusts with merchants' keys, besides Ecomail's own. */
export interface TrustedAddresses {
  /** Where Ecomail is unless a connection says otherwise. */
  readonly default: string;
  /** Origins; `http://host:*` is every port of a host. */
  readonly origins: readonly string[];
}

/**
 * What is wrong with an address that a merchant's key is to be sent to; undefined: nothing. Whoever activates may name
 * Ecomail or what the operator trusts, so that no request reaches another host, such as one of the private network.
 */
export function problemOfAddress(baseUrl: string, trusted: TrustedAddresses): string | undefined {
  return baseUrl === trusted.default || isTrustedOrigin(baseUrl, trusted.origins)
    ? undefined
    : `must be Ecomail (${ecomailOrigins.join(' or ')}) or an origin that ECOMAIL_ORIGINS of this service names`;
}

function isTrustedOrigin(baseUrl: string, origins: readonly string[]): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { href, origin, protocol, hostname } = new URL(baseUrl);
  const isBare = href === `${origin}/` && !/[?#]/.test(baseUrl);
  return (
    isBare &&
    [...ecomailOrigins, ...origins].some((one) => one === origin || one === `${protocol}//${hostname}:*`)
  );
}

/** Calls without a pace are for a sandbox, which is reached without TLS. */
export const mayBeUnpaced = (baseUrl: string): boolean => new URL(baseUrl).protocol === 'http:';

/**
 * A hook address with a mark in place of what is secret in it: enough to see whose it is, and equal for equal addresses.
 * `mark` is a keyed hash of the whole address.
 */
export function markedAddress(address: string, mark: string): string {
  const start = URL.canParse(address) ? `${new URL(address).origin}/` : '';
  return `${start}…${mark.slice(0, 12)}`;
}
