const shown = 24;
const hourMs = 3_600_000;

interface HourCount {
  readonly hour: string;
  readonly letters: number;
}

/** How many came in each of the last 24 hours, the present one last; hours without any are zeros. */
export function byHour(hours: readonly HourCount[], now: Date): number[] {
  const counts = new Map(hours.map(({ hour, letters }) => [startOf(Date.parse(hour)), letters]));
  const first = startOf(now.getTime()) - (shown - 1) * hourMs;
  return Array.from({ length: shown }, (_, index) => counts.get(first + index * hourMs) ?? 0);
}

const startOf = (at: number): number => Math.floor(at / hourMs) * hourMs;
