/** Weeks of a shop in which credits lapse, by their last day. */
import { type Day, dayAfter } from '@ellity/contracts';

export interface LapseWeek {
  readonly from: Day;
  /** A Sunday. */
  readonly to: Day;
}

/** So many weeks, the first what is left of the one of today. */
export function weeksFrom(today: Day, count: number): LapseWeek[] {
  const first = weekOf(today);
  return Array.from({ length: count }, (_, index) => ({
    from: index === 0 ? today : dayAfter(first.from, 7 * index),
    to: dayAfter(first.to, 7 * index),
  }));
}

/** From Monday to Sunday. */
export function weekOf(day: Day): LapseWeek {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = dayAfter(day, -sinceMonday);
  return { from, to: dayAfter(from, 6) };
}
