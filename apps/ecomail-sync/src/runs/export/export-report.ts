import type { ExportPreview, ExportView } from './export.response';

/** An export in a line, as an operator reads it. */
export function exportLine(view: ExportView): string {
  const { run, stored, unchanged, rejected, waiting, perMinute, secondsLeft, heldUpBy } = view;
  const parts = [
    `export ${run.state}: ${stored + unchanged} of ${run.total ?? '?'} done (${unchanged} unchanged)`,
    ...(run.step === 'fill'
      ? [`asks loyalty-core for all customers${run.reason ? ` (${run.reason})` : ''}`]
      : []),
    ...(rejected > 0 ? [`${rejected} refused`] : []),
    ...(waiting > 0 ? [`${waiting} to go`] : []),
    ...(perMinute !== null ? [`${perMinute} a minute`] : []),
    ...(secondsLeft !== null ? [`about ${timeText(secondsLeft)} left`] : []),
    ...(heldUpBy !== null && waiting > 0 ? [`held up: ${heldUpBy}`] : []),
    ...(run.detail ? [run.detail] : []),
  ];
  return parts.join(', ');
}

export function previewText(preview: ExportPreview): string {
  const about = preview.isEstimate ? 'about ' : '';
  return [
    `${preview.total} customers`,
    `  new        ${about}${preview.added}`,
    `  changed    ${about}${preview.changed}`,
    `  unchanged  ${about}${preview.unchanged}`,
    ...preview.leftOut.map(({ count, text }) => `  left out   ${count}: ${text}`),
    ...(preview.secondsNeeded === null ? [] : [`It would take about ${timeText(preview.secondsNeeded)}.`]),
  ].join('\n');
}

const timeText = (seconds: number): string =>
  seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
