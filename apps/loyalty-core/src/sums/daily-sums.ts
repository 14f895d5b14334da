/** What happened in a shop, day by day, from what was added up as it happened. */
import { amountText, type Day, dayAfter, daysBetween } from '@ellity/contracts';
import type { EntryKind } from '../credits/credit-account';

/** Of one day, kind and reason. */
export interface DailySum {
  readonly day: Day;
  readonly kind: EntryKind | 'customer' | 'registration';
  readonly reason: string;
  /** Signed, in hundredths; more than a single balance can be. */
  readonly amount: bigint;
  readonly number: number;
}

/** Amounts are above zero; what went to customers less what went from them is how far all balances rose. */
export interface Figures {
  readonly given: string;
  readonly takenBack: string;
  readonly spent: string;
  readonly givenBack: string;
  readonly lapsed: string;
  readonly newCustomers: number;
  readonly registrations: number;
}

export interface ReasonSum {
  readonly kind: EntryKind;
  readonly reason: string;
  readonly amount: string;
  readonly entries: number;
}

export interface DayFigures extends Figures {
  readonly day: Day;
  readonly reasons: readonly ReasonSum[];
}

export function daysOf(sums: readonly DailySum[], from: Day, to: Day): DayFigures[] {
  const byDay = new Map<Day, DailySum[]>();
  for (const sum of sums) byDay.set(sum.day, [...(byDay.get(sum.day) ?? []), sum]);
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => {
    const day = dayAfter(from, index);
    const own = byDay.get(day) ?? [];
    return { day, ...figuresOf(own), reasons: own.flatMap(reasonOf) };
  });
}

export function figuresOf(sums: readonly DailySum[]): Figures {
  const amountOf = (kind: DailySum['kind']) => textOf(total(sums, kind, ({ amount }) => amount));
  const numberOf = (kind: DailySum['kind']) => Number(total(sums, kind, ({ number }) => BigInt(number)));
  return {
    given: amountOf('award'),
    takenBack: amountOf('revoke'),
    spent: amountOf('spend'),
    givenBack: amountOf('return'),
    lapsed: amountOf('lapse'),
    newCustomers: numberOf('customer'),
    registrations: numberOf('registration'),
  };
}

const total = (
  sums: readonly DailySum[],
  kind: DailySum['kind'],
  valueOf: (sum: DailySum) => bigint,
): bigint => sums.reduce((sum, one) => (one.kind === kind ? sum + valueOf(one) : sum), 0n);

function reasonOf({ kind, reason, amount, number }: DailySum): ReasonSum[] {
  if (kind === 'customer' || kind === 'registration') return [];
  return [{ kind, reason, amount: textOf(amount), entries: number }];
}

const textOf = (amount: bigint): string => amountText(amount < 0n ? -amount : amount);
