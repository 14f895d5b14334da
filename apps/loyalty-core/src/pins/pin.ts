import { randomInt } from 'node:crypto';

/** Six digits from the system's random source, leading zeros included: a PIN is a text, never a number. */
export function newPin(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}

/** Binds a sealed PIN to its customer: moved to another row it cannot be opened. */
export const pinContext = (customerId: string): string => `pin:${customerId}`;
