import { contractOf, CreditChanged, CreditsExpiring, CustomerChanged, PinChanged } from '@ellity/contracts';
import type { BookCounts } from './books.service';

/** What loyalty-core says of a type in `GET /shops/{shop}/books`: confirmed by the broker, and still in the outbox. */
export interface ToldCount {
  readonly type: string;
  readonly published: number;
  readonly waiting: number;
}

export interface ComparedType extends BookCounts {
  readonly type: string;
  readonly told: number;
  /** Told and not received: on the way, among the dead letters, or lost. Negative: received and never told. */
  readonly missing: number;
  /** Received and in no state. */
  readonly stateless: number;
}

/** The events that ecomail-sync keeps books of. */
const types: readonly string[] = [CustomerChanged, CreditChanged, PinChanged, CreditsExpiring].map(
  (message) => contractOf(message).type,
);

/**
 * Puts the owner's count of every type beside the receiver's: two services that counted for themselves, each in the
 * transaction of the thing itself. Read the receiver first, so that what comes in between counts as on the way.
 */
export function comparedBooks(
  told: readonly ToldCount[],
  received: Readonly<Record<string, BookCounts>>,
): ComparedType[] {
  return types.flatMap((type) => {
    const own = told.find((one) => one.type === type);
    const toldCount = (own?.published ?? 0) + (own?.waiting ?? 0);
    const counts = received[type] ?? nothing;
    if (toldCount === 0 && counts === nothing) return [];
    const { delivered, merged, suppressed, parked, waiting } = counts;
    const stateless = counts.in - (delivered + merged + suppressed + parked + waiting);
    return [{ type, told: toldCount, ...counts, missing: toldCount - counts.in, stateless }];
  });
}

const nothing: BookCounts = { in: 0, delivered: 0, merged: 0, suppressed: 0, parked: 0, waiting: 0 };

export const agree = (compared: readonly ComparedType[]): boolean =>
  compared.every(({ missing, stateless }) => missing === 0 && stateless === 0);

const columns = ['told', 'in', 'delivered', 'merged', 'suppressed', 'parked', 'waiting', 'missing'] as const;

/** As people read it, one type a line. */
export function comparisonText(shopId: string, compared: readonly ComparedType[]): string {
  const lines = [
    ['', ...columns],
    ...compared.map((row) => [row.type, ...columns.map((column) => String(row[column]))]),
  ];
  const table = lines.map(([type = '', ...cells]) =>
    [type.padEnd(28), ...cells.map((cell) => cell.padStart(11))].join(''),
  );
  return [`Books of ${shopId}`, ...table, verdictOf(compared)].join('\n');
}

function verdictOf(compared: readonly ComparedType[]): string {
  if (agree(compared)) return 'All that loyalty-core told was received, and is in exactly one state.';
  return compared.some(({ missing }) => missing > 0)
    ? 'Something told was not received: on the way (ask again), among the dead letters (npm run dlq -- list), or lost.'
    : 'Something was received that loyalty-core never told, or is in no state: see the runbook, Books unbalanced.';
}
