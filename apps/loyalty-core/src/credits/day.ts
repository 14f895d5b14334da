/** A calendar day of a shop, `2026-12-31`; days compare as text. */
export type Day = string;

/** False for a day that looks right but is in no calendar, such as `2026-02-31`. */
export function isDay(text: string): text is Day {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that an instant falls on for people in a time zone. */
export function dayIn(timeZone: string, instant: Date): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

export function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
