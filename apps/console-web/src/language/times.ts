import { locales } from './numbers';
import type { Language } from './texts';

type When = string | Date;

/** A day of the calendar (`2027-12-31`), the same wherever it is read. */
export const formatDay = (
  day: string,
  language: Language,
  style: 'long' | 'medium' | 'short' = 'medium',
): string =>
  new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    ...(style === 'short' ? { day: 'numeric', month: 'numeric' } : { dateStyle: style }),
  }).format(new Date(`${day}T00:00:00Z`));

/** A moment, on the clocks of the shop. */
export const formatMoment = (at: When, language: Language, timeZone = 'Europe/Prague'): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(at),
  );

/** The time of a moment of today, to the second. */
export const formatClock = (at: When, language: Language, timeZone = 'Europe/Prague'): string =>
  new Intl.DateTimeFormat(locales[language], { timeStyle: 'medium', timeZone }).format(new Date(at));

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** About how long, in the largest unit that fits, and never no time at all: `2 hodiny`, `45 sekund`. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(1, Math.round(seconds));
  const [unit, size] = units.find(([, length]) => whole >= length * (length === 1 ? 0 : 1.5)) ?? units[3];
  return new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(Math.round(whole / size), 1),
  );
}

/** `před 5 minutami`, `5 minutes ago`; short `před 5 min`, `5 min ago`. */
export function formatAgo(at: When, now: Date, language: Language, style: 'long' | 'short' = 'long'): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units[3];
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto', style }).format(
    Math.round(seconds / size),
    unit,
  );
}
