/** Which nights a shop has, and what each of them is about. Pure: the table of nights is the truth. */
import { type Day, dayAfter, daysBetween, wallClockIn } from '@ellity/contracts';

/** More are not caught up: what lapsed before them is booked by the first of these. */
export const caughtUpMax = 400;

/**
 * The night that has begun last for people in a time zone: that of today once their clocks show the hour, else that of
 * yesterday. Where clocks skip the hour it begins with the next one; where they show it twice it has begun the first
 * time, and the table lets it happen once.
 */
export function latestNight(timeZone: string, nightHour: number, now: Date): Day {
  const { day, hour } = wallClockIn(timeZone, now);
  return hour >= nightHour ? day : dayAfter(day, -1);
}

/**
 * The nights that a shop has yet to have, in order. A shop without any has the latest. A clock that was set back, or a
 * move to a zone where it is earlier, brings none until the calendar is past the last one.
 */
export function nightsDue(last: Day | null, latest: Day): Day[] {
  if (last === null) return [latest];
  const missing = Math.max(0, daysBetween(last, latest));
  const count = Math.min(missing, caughtUpMax);
  return Array.from({ length: count }, (_, index) => dayAfter(latest, index + 1 - count));
}

/** Days of whose lots customers are warned in a night; `today`: a day that is over is no news. */
export function warnedDays(
  localDate: Day,
  leadDays: number,
  today: Day,
): { readonly from: Day; readonly to: Day } {
  return { from: localDate > today ? localDate : today, to: dayAfter(localDate, leadDays) };
}

export interface Notice {
  readonly target: 'none' | 'system' | 'ecomail';
  readonly leadDays: number;
}

/**
 * The days that a change of the notice lets in at once and of which nobody was to be warned before: all inside the lead
 * time when warnings are switched on, the new ones when it is lengthened. Null: it lets nothing in.
 */
export function daysLetIn(
  before: Notice,
  after: Notice,
  today: Day,
): { readonly from: Day; readonly to: Day } | null {
  if (after.target === 'none') return null;
  const to = dayAfter(today, after.leadDays);
  if (before.target === 'none') return { from: today, to };
  return after.leadDays > before.leadDays ? { from: dayAfter(today, before.leadDays + 1), to } : null;
}
