/**
 * A hook address with a mark in place of what is secret in it: enough to see whose it is, and equal for equal addresses.
 * `mark` is a keyed hash of the whole address.
 */
export function markedAddress(address: string, mark: string): string {
  const start = URL.canParse(address) ? `${new URL(address).origin}/` : '';
  return `${start}…${mark.slice(0, 12)}`;
}
