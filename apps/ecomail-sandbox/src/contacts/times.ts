/** The forms in which Ecomail writes times, with the errors that integrators met (section 10.1 of docs/ecomail.md). */

const prague = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Prague',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

const hourMs = 3_600_000;
const distances = new Map<number, number>();

/** How far Prague is ahead of UTC, in ms: an hour in winter, two in summer. */
function distanceAt(time: number): number {
  const hour = Math.floor(time / hourMs);
  let distance = distances.get(hour);
  if (distance === undefined) {
    const part = Object.fromEntries(
      prague.formatToParts(hour * hourMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour: hours = 0 } = part;
    distance = Date.UTC(year, month - 1, day, hours) - hour * hourMs;
    if (distances.size > 10_000) distances.clear();
    distances.set(hour, distance);
  }
  return distance;
}

const moved = (iso: string, direction: 1 | -1): string => {
  const time = Date.parse(iso);
  return new Date(time + direction * distanceAt(time)).toISOString();
};

/** `2026-01-20 10:50:04`: Czech local time without a zone. */
export const localTime = (iso: string): string => moved(iso, 1).slice(0, 19).replace('T', ' ');

/** `2026-01-20T09:50:04.000000Z`. */
export const utcTime = (iso: string): string => `${iso.slice(0, 19)}.000000Z`;

/** Says UTC and is early by Prague's distance from it. */
export const shiftedTime = (iso: string): string => utcTime(moved(iso, -1));

/** `26.6.2018`. */
export function czechDate(iso: string): string {
  const [year, month, day] = localTime(iso).slice(0, 10).split('-').map(Number);
  return `${day}.${month}.${year}`;
}
