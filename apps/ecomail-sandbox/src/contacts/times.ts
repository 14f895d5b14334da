/** The forms in which Ecomail writes times, with the errors that integrators met (section 10.1 of the reference). */

const prague = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Prague',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `2026-01-20 10:50:04`: Czech local time without a zone. */
export function localTime(iso: string): string {
  const part = Object.fromEntries(
    prague.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`;
}

/** `2026-01-20T09:50:04.000000Z`. */
export const utcTime = (iso: string): string => `${iso.slice(0, 19)}.000000Z`;

/** Says UTC and is early by Prague's distance from it: an hour in winter, two in summer. */
export function shiftedTime(iso: string): string {
  const distance = Date.parse(`${localTime(iso).replace(' ', 'T')}Z`) - Date.parse(`${iso.slice(0, 19)}Z`);
  return utcTime(new Date(Date.parse(iso) - distance).toISOString());
}

/** `26.6.2018`. */
export function czechDate(iso: string): string {
  const [year, month, day] = localTime(iso).slice(0, 10).split('-').map(Number);
  return `${day}.${month}.${year}`;
}
