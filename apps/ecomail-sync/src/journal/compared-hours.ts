/** The counts of the services hour by hour: differences of two hours that cancel in the sum of a type are found so. */
import type { Acknowledged, DifferingHour, ReceivedHour } from './reconciliation';

/** As JSON brings them. */
type Told<Row> = Omit<Row, 'hour'> & { readonly hour: Date | string | null };

/** What loyalty-core says of a type in an hour of events; null: in all the hours before. */
export type PublishedHour = Told<{
  readonly type: string;
  readonly hour: Date | null;
  readonly published: number;
  readonly waiting: number;
}>;

/** What dead-letters says of a type and a sender in an hour of events. */
export type LettersHour = Told<{
  readonly type: string;
  readonly hour: Date | null;
  readonly sender: string;
  readonly open: number;
  readonly discarded: number;
}>;

/** What the services say of a shop from one hour on. */
export interface HourCounts {
  readonly since: Date;
  readonly published: readonly PublishedHour[];
  readonly received: readonly Told<ReceivedHour>[];
  readonly letters: readonly LettersHour[];
  /** Inside ecomail-sync: of any hour, also of those before `since`. */
  readonly stateless: readonly Told<DifferingHour>[];
}

export interface ComparedHour {
  /** Its beginning; null: all before the hours that were compared. */
  readonly hour: string | null;
  readonly published: number;
  readonly outbox: number;
  readonly received: number;
  /** Open dead letters and discarded ones. */
  readonly letters: number;
  /** Published, not received, and no dead letter; negative: received and never published. What was explained is not in it. */
  readonly missing: number;
  /** Received and in no state; negative: in more states than one. */
  readonly stateless: number;
}

/** A message may be received before the owner hears that the broker has it: until then it is in the outbox still. */
export function missingOf(
  own: { readonly published: number; readonly waiting: number },
  received: number,
): number {
  if (received < own.published) return own.published - received;
  return Math.min(0, own.published + own.waiting - received);
}

/**
 * The hours of a type that differ. What was explained of an hour counts there; what was explained of the type as a whole
 * counts for whatever hours are left, if it is all of it.
 */
export function differingHoursOf(
  type: string,
  counts: HourCounts,
  publisher: string,
  acknowledged: readonly Told<Pick<Acknowledged, 'type' | 'hour' | 'missing'>>[],
): ComparedHour[] {
  const isOfType = (row: { readonly type: string }) => row.type === type;
  const hourOf = ({ hour }: Told<object>): string | null => {
    const at = hour === null ? null : new Date(hour);
    return at === null || at < counts.since ? null : at.toISOString();
  };
  const sumsOf = <Row extends Told<{ readonly type: string }>>(
    rows: readonly Row[],
    of: (row: Row) => number,
  ) => {
    const sums = new Map<string | null, number>();
    for (const row of rows.filter(isOfType)) sums.set(hourOf(row), (sums.get(hourOf(row)) ?? 0) + of(row));
    return sums;
  };
  const published = sumsOf(counts.published, (row) => row.published);
  const waiting = sumsOf(counts.published, (row) => row.waiting);
  const received = sumsOf(counts.received, (row) => row.received);
  const letters = sumsOf(
    counts.letters.filter(({ sender }) => sender === publisher),
    ({ open, discarded }) => open + discarded,
  );
  const stateless = sumsOf(counts.stateless, (row) => row.received - row.inStates);
  const explained = sumsOf(acknowledged, ({ missing }) => missing);
  const all = new Set(
    [published, received, letters, stateless, explained].flatMap((sums) => [...sums.keys()]),
  );
  const hours = [...all].map((hour) => {
    const of = (sums: ReadonlyMap<string | null, number>) => sums.get(hour) ?? 0;
    const own = { published: of(published), waiting: of(waiting) };
    const missing = missingOf(own, of(received) + of(letters)) - of(explained);
    return {
      ...{ hour, published: own.published, outbox: own.waiting, received: of(received) },
      ...{ letters: of(letters), missing, stateless: of(stateless) },
    };
  });
  const isExplainedAsWhole =
    explained.has(null) && hours.reduce((sum, { missing }) => sum + missing, 0) === 0;
  return hours
    .filter(({ missing, stateless: some }) => some !== 0 || (missing !== 0 && !isExplainedAsWhole))
    .sort((a, b) => (a.hour ?? '').localeCompare(b.hour ?? ''));
}
