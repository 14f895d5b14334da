/**
 * `npm run graph`: draws the projects and their dependencies, as their package.json files declare them, into
 * docs/dependencies.md, and lists the external ones that are needed at run time.
 *   -- --check     writes nothing and fails when the page is stale, or an external dependency has no reason in it
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './packages.mjs';

const page = join(root, 'docs', 'dependencies.md');
const own = '@ellity/';
/** `testing` is used by specs alone, of nearly every project, and would hide the rest. */
const isDrawn = (name) => name !== 'testing';

/** Projects by name, in order: the folder they are in and what they need at run time. */
const projects = ['apps', 'libs'].flatMap((group) =>
  readdirSync(join(root, group))
    .sort()
    .map((name) => {
      const manifest = JSON.parse(readFileSync(join(root, group, name, 'package.json'), 'utf8'));
      return { group, name, dependencies: Object.entries(manifest.dependencies ?? {}).sort() };
    }),
);

function drawing() {
  const drawn = projects.filter(({ name }) => isDrawn(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const members = (group) => drawn.filter((one) => one.group === group).map(({ name }) => `    ${name}`);
  const arrows = drawn.flatMap(({ name, dependencies }) =>
    dependencies
      .filter(([target]) => target.startsWith(own) && isDrawn(target.slice(own.length)))
      .map(([target]) => `  ${name} --> ${target.slice(own.length)}`),
  );
  const groups = ['apps', 'libs'].flatMap((group) => [`  subgraph ${group}`, ...members(group), '  end']);
  return ['```mermaid', 'flowchart LR', ...groups, ...arrows, '```'].join('\n');
}

/** External production dependencies by name, with version and users. */
function externals() {
  const found = new Map();
  for (const { name: user, dependencies } of projects)
    for (const [name, version] of dependencies.filter(([target]) => !target.startsWith(own)))
      found.set(name, { version, users: [...(found.get(name)?.users ?? []), user] });
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Reasons are written by hand and kept: they stand in the last column. */
const reasonsIn = (text) =>
  new Map(
    [...text.matchAll(/^\| `([^`]+)`\s*\|[^|]*\|[^|]*\|\s*(.*?)\s*\|$/gm)].map((found) => found.slice(1)),
  );

const between = (text, name, content) =>
  text.replace(
    new RegExp(`(<!-- ${name} -->\\n\\n)[\\s\\S]*?(\\n\\n<!-- /${name} -->)`),
    (_, start, end) => `${start}${content}${end}`,
  );

const before = readFileSync(page, 'utf8');
const reasons = reasonsIn(before);
const table = [
  ['Package', 'Version', 'Used by', 'Why it is there'],
  ['-', '-', '-', '-'],
  ...externals().map(([name, { version, users }]) => [
    `\`${name}\``,
    version,
    users.join(', '),
    reasons.get(name) ?? '',
  ]),
].map((cells) => `| ${cells.join(' | ')} |`);
const text = await format(between(between(before, 'graph', drawing()), 'packages', table.join('\n')), {
  ...(await resolveConfig(page)),
  filepath: page,
});
const isCheck = process.argv[2] === '--check';
if (!isCheck) writeFileSync(page, text);
const problems = [
  ...(isCheck && text !== before ? ['it is stale: run `npm run graph` and commit it'] : []),
  ...externals()
    .filter(([name]) => !reasons.get(name))
    .map(([name]) => `it gives no reason for ${name}`),
];
for (const problem of problems) console.error(`docs/dependencies.md: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
