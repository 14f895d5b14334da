import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every code that a dead letter can have, as the sources write it. */
function codesInSources(): Set<string> {
  const handled = ['apps', 'libs/messaging/src']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, String(path))),
    )
    .filter((path) => /\bsrc\b.*\.ts$/.test(path) && !/node_modules|\bdist\b|out-tsc/.test(path))
    .filter((path) => !/\.(spec|fixture)\.ts$/.test(path))
    .map(read);
  const found = [
    ...handled.flatMap((text) => [
      ...text.matchAll(/new (?:Permanent|Transient)Error\(\s*'([\w.-]+)'/g),
      ...text.matchAll(/extends (?:Permanent|Transient)Error \{[^}]*super\(\s*'([\w.-]+)'/g),
    ]),
    ...read('libs/contracts/src/envelope.ts').matchAll(/refused\('([\w-]+)'/g),
    ...read('libs/messaging/src/dead-letters/reason.ts').matchAll(/code: '([\w-]+)'/g),
  ];
  return new Set(found.map(([, code]) => code ?? ''));
}

/** The first column of the table in the runbook's chapter on dead letters. */
function codesInRunbook(): Set<string> {
  const chapter = read('docs/runbook.md').split('### Dead letters')[1]?.split('\n### ')[0] ?? '';
  const rows = [...chapter.matchAll(/^\| (`[^|]*)\|/gm)].map(([, cell]) => cell ?? '');
  return new Set(rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')));
}

describe('the codes of dead letters', () => {
  it('stand in the table of the runbook, each of them and no other', () => {
    expect([...codesInRunbook()].sort()).toEqual([...codesInSources()].sort());
  });
});
