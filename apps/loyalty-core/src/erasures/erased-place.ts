/** What was done with what was known of a customer, place by place. Receipts hold nothing about the person. */

export const erasureActions = ['deleted', 'blanked', 'retired', 'kept'] as const;
export type ErasureAction = (typeof erasureActions)[number];

export interface ErasedPlace {
  /** A table, or `ecomail`. */
  readonly place: string;
  readonly action: ErasureAction;
  readonly count: number;
}

/** As `ErasureDone` says it: `contacts blanked 1; ecomail deleted 1`. What cannot be understood is left out. */
export function placesIn(text: string): ErasedPlace[] {
  return text.split(';').flatMap((part) => {
    const [, place, word, count] = /^([a-z][a-z0-9_-]*) ([a-z]+) (\d{1,9})$/.exec(part.trim()) ?? [];
    const action = erasureActions.find((known) => known === word);
    return place && action ? [{ place, action, count: Number(count) }] : [];
  });
}

const hourMs = 3_600_000;
const waitsMs = [hourMs, 6 * hourMs, 24 * hourMs, 72 * hourMs, 168 * hourMs];

/** Whoever did not answer is asked again after growing waits; undefined: often enough, a person has to look. */
export const reminderWaitMs = (reminders: number): number | undefined => waitsMs[reminders];
