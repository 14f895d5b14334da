import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventReasons } from './event-reasons';

const source = resolve(__dirname, '..');
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)],
  );

it('the state of an event is written in this folder and nowhere else', () => {
  const writers = filesOf(source).filter(
    (file) =>
      !/\.spec\.ts$|\/migrations\//.test(file) &&
      /(update|insert\s+into|delete\s+from)\s+domain_events\b/i.test(readFileSync(file, 'utf8')),
  );
  expect(writers.map((file) => file.slice(source.length + 1)).sort()).toEqual([
    'events/event-statements.ts',
    'events/reception.service.ts',
    'events/retention-statements.ts',
  ]);
});

it('every reason stands in the runbook with its cause and its way out', () => {
  const runbook = readFileSync(resolve(source, '../../../docs/runbook.md'), 'utf8');
  const rows = new Map(
    runbook
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map((cells) => [cells[1], cells]),
  );
  for (const [name, reason] of Object.entries(eventReasons)) {
    const expected =
      reason.state === 'parked'
        ? [`\`${name}\``, reason.why, reason.freedBy, reason.concerns]
        : [`\`${name}\``, reason.why];
    expect(rows.get(`\`${name}\``)?.slice(1, expected.length + 1)).toEqual(expected);
  }
});
