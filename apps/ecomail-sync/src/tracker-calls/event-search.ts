interface Listed {
  readonly timestamp: string | null;
}

interface Page<Event> {
  readonly total: number;
  readonly rows: readonly Event[];
}

const perPage = 100;
const pagesMax = 50;

/** The contact has more events than can be gone through, in no order: nobody knows whether this one is among them. */
export class SearchEndedEarlyError extends Error {
  readonly code = 'events-not-searchable';
  readonly retryable = true;
}

/**
 * Looks for one of a contact's events that is not older than `since`, whatever order they are listed in: newest first
 * from the beginning, oldest first from the end, and all of them where there is no order. Undefined: it is not there.
 */
export async function findEvent<Event extends Listed>(
  read: (page: number, perPage: number) => Promise<Page<Event>>,
  isIt: (event: Event) => boolean,
  since: number,
): Promise<Event | undefined> {
  const first = await read(1, perPage);
  const found = first.rows.find(isIt);
  const pages = Math.ceil(Math.max(first.total, first.rows.length) / perPage);
  if (found || pages <= 1) return found;
  const order = orderOf(first.rows);
  const reachesBack = (rows: readonly Event[]) => rows.some(({ timestamp }) => timeOf(timestamp) < since);
  if (order === 'newest-first' && reachesBack(first.rows)) return undefined;
  const numbers = Array.from({ length: pages - 1 }, (_, index) => index + 2);
  if (order === 'oldest-first') numbers.reverse();
  for (const [index, page] of numbers.entries()) {
    if (index >= pagesMax) throw new SearchEndedEarlyError('the contact has too many events to look through');
    const { rows } = await read(page, perPage);
    const event = rows.find(isIt);
    if (event) return event;
    if (order !== 'none' && reachesBack(rows)) return undefined;
  }
  return undefined;
}

function orderOf(rows: readonly Listed[]): 'newest-first' | 'oldest-first' | 'none' {
  const times = rows.map(({ timestamp }) => timeOf(timestamp));
  const rises = times.some((time, index) => time > (times[index - 1] ?? time));
  const falls = times.some((time, index) => time < (times[index - 1] ?? time));
  if (rises === falls) return 'none';
  return rises ? 'oldest-first' : 'newest-first';
}

/** One without a time may be any: it ends no search. */
const timeOf = (timestamp: string | null): number => {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? Infinity : time;
};
