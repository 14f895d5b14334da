import { isIP } from 'node:net';

/**
 * What is wrong with an address that a merchant's key is to be sent to; undefined: nothing. In the clear it is sent to
 * a sandbox near by only: by a bare address of this machine or a private network, or by a name without a dot.
 */
export function problemOfAddress(baseUrl: string): string | undefined {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'https:' || isNear(hostname) ? undefined : 'must begin with https://';
}

/** Calls without a pace are for a sandbox, which is reached without TLS. */
export const mayBeUnpaced = (baseUrl: string): boolean => new URL(baseUrl).protocol === 'http:';

function isNear(hostname: string): boolean {
  if (isIP(hostname) === 4) return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
  return hostname === '[::1]' || !/[.:]/.test(hostname);
}
