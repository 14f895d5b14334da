import { randomInt } from 'node:crypto';

/** Digits from the system's random source, leading zeros included: a PIN is a text, never a number. */
export function newPin(length: number): string {
  return randomInt(10 ** length)
    .toString()
    .padStart(length, '0');
}

/** Binds a sealed PIN to its customer: moved to another row it cannot be opened. */
export const pinContext = (customerId: string): string => `pin:${customerId}`;
