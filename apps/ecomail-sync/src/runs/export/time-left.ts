/** What an export still has to do, and what it shares its key with. */
export interface Outlook {
  /** Contacts still to be written. */
  readonly contacts: number;
  /** Contacts written so far by this export, and in how many ms. */
  readonly written: number;
  readonly elapsedMs: number;
  /** Tracker events of all shops of the key that wait: they go first. */
  readonly eventsWaiting: number;
  /** What the key may call in a minute; null: as much as it likes. */
  readonly requestsPerMinute: number | null;
  readonly contactsPerCall: number;
}

/** Creating and updating a batch are two calls; one more reads back. */
const callsPerBatch = 3;
/** Less says nothing about the pace. */
const leastElapsedMs = 2_000;

/**
 * Seconds until an export is done, rounded up; null while nothing is known. Whichever is longer: the pace so far, or
 * what the budget allows after everything that goes first.
 */
export function secondsLeft(outlook: Outlook): number | null {
  const { contacts, written, elapsedMs } = outlook;
  if (contacts === 0) return 0;
  const byPace =
    written > 0 && elapsedMs >= leastElapsedMs ? (contacts / written) * (elapsedMs / 1_000) : null;
  const byBudget = budgetSeconds(outlook);
  if (byPace === null && byBudget === null) return null;
  return Math.ceil(Math.max(byPace ?? 0, byBudget ?? 0));
}

/** What the budget of a key takes at least for contacts and events; null: it has no limit. */
export function budgetSeconds({
  contacts,
  contactsPerCall,
  eventsWaiting,
  requestsPerMinute,
}: Pick<Outlook, 'contacts' | 'contactsPerCall' | 'eventsWaiting' | 'requestsPerMinute'>): number | null {
  const calls = Math.ceil(contacts / contactsPerCall) * callsPerBatch + eventsWaiting;
  return requestsPerMinute === null ? null : (calls / requestsPerMinute) * 60;
}
