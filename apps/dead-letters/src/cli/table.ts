/** Rows as people read them: columns as wide as their widest cell, the last one as it comes. */
export function table(rows: readonly (readonly (string | number | null)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => printable(String(cell ?? ''))));
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map((row) => (row[column] ?? '').length)),
  );
  return texts
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Control characters could rewrite the reader's terminal. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');

const bars = '▁▂▃▄▅▆▇█';

/** Counts of the last 24 hours as a line of bars, the newest last. */
export function sparkline(
  hours: readonly { readonly hour: string; readonly letters: number }[],
  now: Date,
): string {
  const of = new Map(hours.map(({ hour, letters }) => [Math.floor(Date.parse(hour) / 3_600_000), letters]));
  const last = Math.floor(now.getTime() / 3_600_000);
  const counts = Array.from({ length: 24 }, (_, index) => of.get(last - 23 + index) ?? 0);
  const most = Math.max(1, ...counts);
  return counts
    .map((count) => (count === 0 ? '·' : (bars[Math.ceil((count / most) * bars.length) - 1] ?? '█')))
    .join('');
}
