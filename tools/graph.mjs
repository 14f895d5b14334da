/**
 * `npm run graph`: draws the projects and their dependencies, as Nx sees them, into docs/dependencies.md, and lists the
 * external ones that are needed at run time.
 *   -- --check     writes nothing and fails when the page is stale, or an external dependency has no reason in it
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, tool } from './packages.mjs';

const page = join(root, 'docs', 'dependencies.md');
const nxEnvironment = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', CI: 'true', NX_TUI: 'false' };
const nameOf = (project) => project.replace('@ellity/', '');

async function projectGraph() {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'));
  try {
    const file = join(folder, 'graph.json');
    const { bin } = JSON.parse(readFileSync(tool('nx', 'package.json'), 'utf8'));
    const code = await run(process.execPath, [tool('nx', bin.nx), 'graph', `--file=${file}`], {
      env: nxEnvironment,
      quiet: true,
    });
    if (code !== 0) throw new Error('nx could not read the workspace; see its lines above');
    return JSON.parse(readFileSync(file, 'utf8')).graph;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `testing` is used by specs alone, of nearly every project, and would hide the rest. */
function drawingOf({ nodes, dependencies }) {
  const drawn = Object.keys(nodes)
    .filter((project) => nameOf(project) !== 'testing')
    .sort();
  const group = (type) =>
    drawn
      .filter((project) => nodes[project].data.root.startsWith(`${type}/`))
      .map((project) => `    ${nameOf(project)}`);
  const arrows = drawn.flatMap((project) =>
    [...new Set((dependencies[project] ?? []).map(({ target }) => target))]
      .filter((target) => drawn.includes(target))
      .sort()
      .map((target) => `  ${nameOf(project)} --> ${nameOf(target)}`),
  );
  return [
    'flowchart LR',
    '  subgraph apps',
    ...group('apps'),
    '  end',
    '  subgraph libs',
    ...group('libs'),
    '  end',
    ...arrows,
  ].join('\n');
}

/** External production dependencies, with version and users. */
function externalDependencies() {
  const found = new Map();
  for (const type of ['apps', 'libs']) {
    for (const folder of readdirSync(join(root, type))) {
      const manifest = join(root, type, folder, 'package.json');
      if (!existsSync(manifest)) continue;
      for (const [name, version] of Object.entries(
        JSON.parse(readFileSync(manifest, 'utf8')).dependencies ?? {},
      )) {
        if (name.startsWith('@ellity/')) continue;
        const known = found.get(name) ?? { version, users: [] };
        found.set(name, { ...known, users: [...known.users, folder] });
      }
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reasons are written by hand and kept: they stand in the last column. */
function reasonsIn(text) {
  return new Map(
    [...text.matchAll(/^\| `([^`]+)`\s*\|[^|]*\|[^|]*\|\s*(.*?)\s*\|$/gm)].map(([, name, reason]) => [
      name,
      reason,
    ]),
  );
}

function tableOf(dependencies, reasons) {
  const rows = [...dependencies].map(([name, { version, users }]) => [
    `\`${name}\``,
    version,
    users.join(', '),
    reasons.get(name) ?? '',
  ]);
  const all = [['Package', 'Version', 'Used by', 'Why it is there'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [
    line(all[0]),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
  ].join('\n');
}

const between = (text, name, content) =>
  text.replace(
    new RegExp(`(<!-- ${name} -->\\n\\n)[\\s\\S]*?(\\n\\n<!-- /${name} -->)`),
    (_, start, end) => `${start}${content}${end}`,
  );

async function main(isCheck) {
  const before = readFileSync(page, 'utf8');
  const reasons = reasonsIn(before);
  const dependencies = externalDependencies();
  const drawn = between(before, 'graph', `\`\`\`mermaid\n${drawingOf(await projectGraph())}\n\`\`\``);
  const text = between(drawn, 'packages', tableOf(dependencies, reasons));
  if (!isCheck) writeFileSync(page, text);
  const problems = [
    ...(isCheck && text !== before
      ? ['docs/dependencies.md is stale: run `npm run graph` and commit it']
      : []),
    ...[...dependencies.keys()]
      .filter((name) => !reasons.get(name))
      .map((name) => `docs/dependencies.md gives no reason for ${name}`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

await main(process.argv[2] === '--check').catch((error) => {
  console.error(`graph: ${error.message}`);
  process.exitCode = 1;
});
