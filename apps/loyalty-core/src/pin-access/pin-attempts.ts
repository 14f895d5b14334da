/** When wrong PINs lock an address out, and for how long. The same for addresses that are no customer's. */
export interface PinAttempts {
  /** Since the last right PIN. */
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

/** So many wrong ones in a row lock the address. */
export const failuresMax = 5;
const lockMs = 15 * 60_000;
const lockMaxMs = 24 * 3_600_000;

/** Seconds until the next attempt; 0: it may be made. */
export function waitSeconds({ lockedUntil }: PinAttempts, now: Date): number {
  return lockedUntil === null ? 0 : Math.max(0, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000));
}

/** After another wrong PIN: each fifth locks, each time for twice as long, at most for a day. */
export function afterFailure({ failures: before }: PinAttempts, now: Date): PinAttempts {
  const failures = before + 1;
  if (failures % failuresMax !== 0) return { failures, lockedUntil: null };
  const forMs = Math.min(lockMaxMs, lockMs * 2 ** Math.min(20, failures / failuresMax - 1));
  return { failures, lockedUntil: new Date(now.getTime() + forMs) };
}
