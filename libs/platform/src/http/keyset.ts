import { Problem } from './problem';

export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back to get the items that follow; null on the last page. */
  readonly next: string | null;
}

/** What a key of an order may be; decides how a cursor is checked before it reaches SQL. */
export type KeyKind = 'integer' | 'instant' | 'uuid' | 'text';

const isOfKind: Readonly<Record<KeyKind, (value: string) => boolean>> = {
  integer: (value) => /^-?\d{1,18}$/.test(value),
  instant: (value) =>
    /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value) && isInCalendar(value),
  uuid: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  text: (value) => value.length <= 500 && !value.includes('\0'),
};

/** JavaScript reads 30 February as a day of March; PostgreSQL does not take it. */
function isInCalendar(instant: string): boolean {
  const ms = Date.parse(instant);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === instant.slice(0, 10);
}

/**
 * Pages through a list by the keys of its last item instead of by counting, so that rows that come or go meanwhile
 * neither repeat nor hide others, and the last page costs as little as the first. The order must be total: end it
 * with a unique key.
 */
export class Keyset {
  /** `name` ties a cursor to this list; `kinds` are those of the keys it is ordered by. */
  constructor(
    private readonly name: string,
    private readonly kinds: readonly KeyKind[],
  ) {}

  /** The keys after which to read: `where (a, b) > ($1, $2)`; undefined for the first page. Throws Problem 400. */
  keysOf(cursor: string | undefined): readonly string[] | undefined {
    if (cursor === undefined || cursor === '') return undefined;
    const [name, ...keys] = decoded(cursor);
    const isValid =
      name === this.name &&
      keys.length === this.kinds.length &&
      this.kinds.every((kind, index) => isOfKind[kind](keys[index] ?? ''));
    if (!isValid) {
      throw new Problem(
        400,
        'cursor-invalid',
        'The cursor was not made by this list; begin again without one.',
      );
    }
    return keys;
  }

  /** A page from up to `limit + 1` rows in their order; the one too many only tells that there is more. */
  pageOf<T>(rows: readonly T[], limit: number, keysOf: (row: T) => readonly string[]): Page<T> {
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    if (rows.length <= limit || last === undefined) return { items, next: null };
    return { items, next: encoded([this.name, ...keysOf(last)]) };
  }
}

const encoded = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

function decoded(cursor: string): readonly string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}
