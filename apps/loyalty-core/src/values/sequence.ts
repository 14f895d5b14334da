/**
 * The number of the next message about a customer or a shop: microseconds of the database's clock, but always above the
 * one before. Only for whoever holds the lock on the row.
 */
export function sequenceAfter(lastSequence: bigint, nowMicros: bigint): bigint {
  return nowMicros > lastSequence ? nowMicros : lastSequence + 1n;
}

/** As it stands in messages: 16 digits, so that numbers compare as text. */
export const sequenceText = (sequence: bigint): string => sequence.toString().padStart(16, '0');
