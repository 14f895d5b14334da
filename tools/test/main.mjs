/**
 * `npm test`: everything; `npm run check` (`--quick`): what needs no server.
 * Sets up what it needs, goes through all stages even if one fails, and ends with `N passed, N failed`.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, root, run, tool } from '../packages.mjs';

const isQuick = process.argv.includes('--quick');
const results = join(root, '.results');
const nxEnv = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', CI: 'true', NX_TUI: 'false' };
const node = (name, script, ...args) => run(process.execPath, [tool(name, script), ...args], { env: nxEnv });
const nx = (...args) => node('nx', 'dist/bin/nx.js', ...args);
const jest = (config, ...args) => node('jest', 'bin/jest.js', '-c', config, ...args);

/** Stages in order; those with `counts` leave their numbers in .results, the others count as one check each. */
const stages = [
  {
    name: 'format',
    work: () =>
      node(
        'prettier',
        'bin/prettier.cjs',
        ...['--check', '--log-level', 'warn', '.'],
        ...['--cache', '--cache-strategy', 'content', '--cache-location', '.nx/prettier'],
      ),
  },
  {
    name: 'lint, types, unit tests',
    counts: 'unit',
    work: () => nx('run-many', '-t', 'lint,typecheck,test', '--parallel=2', '--output-style=static'),
  },
  { name: 'generated documents', work: checkDocuments },
  { name: 'project references', work: () => run(process.execPath, ['tools/references.mjs']) },
  { name: 'dependency graph', work: () => run(process.execPath, ['tools/graph.mjs', '--check']) },
  { name: 'environment example', work: () => run(process.execPath, ['tools/env-example.mjs', '--check']) },
  { name: 'fields page', work: () => run(process.execPath, ['tools/fields.mjs', '--check']) },
  { name: 'containers', work: () => run(process.execPath, ['--test', 'tools/containers/']) },
  { name: 'scaffolds', isSlow: true, work: () => run(process.execPath, ['--test', 'tools/scaffold/']) },
  { name: 'local stack', isSlow: true, work: () => run(process.execPath, ['--test', 'tools/stack/']) },
  { name: 'build', isSlow: true, work: () => node('typescript', 'bin/tsc', '-b', 'tsconfig.build.json') },
  { name: 'start', isSlow: true, work: () => run(process.execPath, ['--test', 'tools/start/']) },
  {
    name: 'database schemas',
    isSlow: true,
    work: () => run(process.execPath, ['tools/schema.mjs', '--check']),
  },
  { name: 'integration', isSlow: true, counts: 'integration.json', work: () => jest('jest.int.config.cjs') },
  { name: 'end to end', isSlow: true, counts: 'e2e.json', work: () => jest('apps/e2e/jest.e2e.config.cjs') },
];

console.log(isQuick ? 'Quick checks: under a minute when warm.' : 'All tests: about 10 minutes on 2 cores.');
const secondsForPackages = await ensurePackages();
if (secondsForPackages > 0) console.log(`packages installed in ${secondsForPackages.toFixed(0)} s`);
rmSync(results, { recursive: true, force: true });

const total = { passed: 0, failed: 0, pending: 0 };
for (const stage of stages.filter((stage) => !isQuick || !stage.isSlow)) {
  console.log(`\n── ${stage.name}`);
  const begun = Date.now();
  const isGood = (await stage.work()) === 0;
  const counts = stage.counts ? countsOf(stage.counts) : { passed: isGood ? 1 : 0, failed: 0, pending: 0 };
  total.passed += counts.passed;
  total.pending += counts.pending;
  total.failed += Math.max(counts.failed, isGood ? 0 : 1);
  console.log(
    `── ${stage.name}: ${isGood ? 'passed' : 'FAILED'}, ${((Date.now() - begun) / 1000).toFixed(1)} s`,
  );
}
if (total.pending > 0) {
  console.log(`${total.pending} tests did not run: skipping is not allowed here`);
  total.failed += total.pending;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** Contracts against what was generated from them, the tools that do it, and what the documents name. */
async function checkDocuments() {
  const code = await run(process.execPath, ['tools/contracts/main.mjs', '--check']);
  return code === 0
    ? run(process.execPath, ['--test', 'tools/documents.test.mjs', 'tools/contracts/', 'tools/snippets/'])
    : code;
}

function countsOf(place) {
  const path = join(results, place);
  const files = place.endsWith('.json')
    ? [path]
    : existsSync(path)
      ? readdirSync(path, { recursive: true })
          .filter((file) => file.endsWith('.json'))
          .map((file) => join(path, file))
      : [];
  const sum = { passed: 0, failed: 0, pending: 0 };
  for (const file of files.filter((file) => existsSync(file))) {
    const counts = JSON.parse(readFileSync(file, 'utf8'));
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  return sum;
}
