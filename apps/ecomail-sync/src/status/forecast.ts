import { budgetSeconds } from '../runs/export/time-left';

/** What a shop still has to do at Ecomail, and what stands in its way. */
export interface Waiting {
  /** Why nothing goes on; null: it does. */
  readonly heldUpBy: string | null;
  /** Contacts of the shop that are to be written. */
  readonly contacts: number;
  /** Tracker events of all shops of the key that are due or will be. */
  readonly eventsWaiting: number;
  readonly requestsPerMinute: number | null;
  readonly contactsPerCall: number;
  /** Seconds until the last of the events that wait for others to join them may go. */
  readonly lastDueSeconds: number;
  /** Seconds until work that failed is tried again. */
  readonly nextAttemptSeconds: number;
  /** Of an export under way; null: there is none, or it does not know. */
  readonly exportSecondsLeft: number | null;
}

export interface Forecast {
  readonly secondsLeft: number | null;
  readonly heldUpBy: string | null;
}

/**
 * When everything that waits now will be done. Never sooner than the last event may go, than work that failed is tried
 * again, or than an export under way says of itself. Null while nobody can know.
 */
export function forecastOf(waiting: Waiting): Forecast {
  const { heldUpBy, contacts, eventsWaiting } = waiting;
  if (contacts + eventsWaiting === 0) return { secondsLeft: 0, heldUpBy: null };
  if (heldUpBy !== null) return { secondsLeft: null, heldUpBy };
  const byBudget = budgetSeconds(waiting);
  if (byBudget === null && waiting.exportSecondsLeft === null) return { secondsLeft: null, heldUpBy: null };
  const longest = Math.max(
    ...[byBudget ?? 0, waiting.exportSecondsLeft ?? 0],
    ...[waiting.lastDueSeconds, waiting.nextAttemptSeconds],
  );
  return { secondsLeft: Math.ceil(longest), heldUpBy: null };
}
