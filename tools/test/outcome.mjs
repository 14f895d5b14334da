/** What the stages of a test run left in .results, added up: counts, the names of what failed, the slowest files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shownFailures = 5;

/** Of a file of figures, or of all such files in a folder. */
export function figuresIn(path) {
  const sum = { passed: 0, failed: 0, pending: 0, failures: [], slowest: [] };
  for (const file of filesIn(path)) {
    const figures = JSON.parse(readFileSync(file, 'utf8'));
    for (const key of ['passed', 'failed', 'pending']) sum[key] += figures[key];
    for (const key of ['failures', 'slowest']) sum[key].push(...(figures[key] ?? []));
  }
  return sum;
}

/** One line with the name of what failed; undefined when nothing did. */
export function lineOfFailures(failures) {
  if (failures.length === 0) return undefined;
  const more = failures.length > shownFailures ? ` | and ${failures.length - shownFailures} more` : '';
  return `Failed: ${failures.slice(0, shownFailures).join(' | ')}${more}`;
}

/** One line with the files that took longest; undefined when none is known. */
export function lineOfSlowest(slowest) {
  if (slowest.length === 0) return undefined;
  const most = [...slowest].sort((a, b) => b.seconds - a.seconds).slice(0, shownFailures);
  return `Slowest: ${most.map(({ file, seconds }) => `${file} ${seconds.toFixed(0)} s`).join(' | ')}`;
}

function filesIn(path) {
  if (path.endsWith('.json')) return existsSync(path) ? [path] : [];
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(path, file));
}
