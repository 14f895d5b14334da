/** By what attempts are counted: whoever can vary these freely is not slowed down. */
import { isIPv6 } from 'node:net';

/** An e-mail address as accounts are looked for; however it is written it is one account, here and in the table. */
export const accountOf = (email: string): string => email.trim().toLowerCase();

const networkGroups = 4;

/** Whoever has one IPv6 address has the 2^64 of its network: they count as one. An IPv4 address counts by itself. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [plain = ''] = address.split('%');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = plain.split('::');
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groupsOf(head);
  const missing = tail === undefined ? 0 : 8 - before.length - groupsOf(tail).length;
  const groups = [
    ...before,
    ...Array.from({ length: Math.max(0, missing) }, () => '0'),
    ...groupsOf(tail ?? ''),
  ];
  const network = groups.slice(0, networkGroups).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
