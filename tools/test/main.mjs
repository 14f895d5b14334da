/**
 * `npm test`: everything; `npm run check` (`--quick`): what needs no server.
 * Sets up what it needs, goes through all stages even if one fails, and ends with `N passed, N failed`.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages, root, run, tool } from '../packages.mjs';
import { figuresIn, lineOfFailures, lineOfSlowest } from './outcome.mjs';
import { heldServers } from './held-servers.mjs';
import testServers from './servers.cjs';

const isQuick = process.argv.includes('--quick');
const { serversDir } = testServers;
const results = join(root, '.results');
const nxEnv = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', CI: 'true', NX_TUI: 'false' };
const node = (name, script, ...args) => run(process.execPath, [tool(name, script), ...args], { env: nxEnv });
const nx = (...args) => node('nx', 'dist/bin/nx.js', ...args);
const jest = (config, { words = [], env = {} } = {}) =>
  run(process.execPath, [tool('jest', 'bin/jest.js'), '-c', config, ...words], { env: { ...nxEnv, ...env } });
const integration = 'jest.int.config.cjs';
const endToEnd = 'apps/e2e/jest.e2e.config.cjs';

/** Tests of the tools themselves, by Node's runner, which notes the names of those that failed. */
const failedTools = join(tmpdir(), `failed-tools-${process.pid}`);
const toolTests = (...places) =>
  run(process.execPath, [
    '--test',
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./tools/test/failures-reporter.mjs', `--test-reporter-destination=${failedTools}`],
    ...places,
  ]);

const servers = heldServers(serversDir);
const rabbit4 = heldServers(join(root, '.stack', 'test-rabbit-4'), '4');
const notes = [];

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
  { name: 'containers', work: () => toolTests('tools/containers/', 'tools/test/outcome.test.mjs') },
  { name: 'scaffolds', isSlow: true, work: () => toolTests('tools/scaffold/') },
  { name: 'local stack', isSlow: true, work: () => toolTests('tools/stack/') },
  { name: 'build', isSlow: true, work: () => node('typescript', 'bin/tsc', '-b', 'tsconfig.build.json') },
  { name: 'start', isSlow: true, work: () => toolTests('tools/start/') },
  {
    name: 'database schemas',
    isSlow: true,
    work: () => run(process.execPath, ['tools/schema.mjs', '--check']),
  },
  { name: 'integration', isSlow: true, counts: 'integration.json', work: () => jest(integration) },
  { name: 'end to end', isSlow: true, counts: 'e2e.json', work: () => jest(endToEnd) },
  { name: 'on RabbitMQ 4', isSlow: true, counts: 'rabbitmq-4', work: onRabbit4 },
];

console.log(isQuick ? 'Quick checks: under a minute when warm.' : 'All tests: 15 to 20 minutes on 2 cores.');
const secondsForPackages = await ensurePackages();
if (secondsForPackages > 0) console.log(`packages installed in ${secondsForPackages.toFixed(0)} s`);
rmSync(results, { recursive: true, force: true });

const total = { passed: 0, failed: 0, pending: 0, failures: [], slowest: [] };
if (!isQuick) servers.hold();
for (const stage of stages.filter((stage) => !isQuick || !stage.isSlow)) {
  console.log(`\n── ${stage.name}`);
  const begun = Date.now();
  const isGood = (await stage.work()) === 0;
  addUp(stage, isGood);
  console.log(
    `── ${stage.name}: ${isGood ? 'passed' : 'FAILED'}, ${((Date.now() - begun) / 1000).toFixed(1)} s`,
  );
}
if (!isQuick) await servers.release();
if (total.pending > 0) {
  total.failures.push(`${total.pending} tests did not run, and skipping is not allowed here`);
  total.failed += total.pending;
}
for (const line of ['', lineOfSlowest(total.slowest), ...notes, lineOfFailures(total.failures)])
  if (line !== undefined) console.log(line);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** A stage that fails without a test that could be named is named itself. */
function addUp(stage, isGood) {
  const figures = figuresIn(join(results, stage.counts ?? 'none'));
  total.passed += stage.counts ? figures.passed : Number(isGood);
  total.pending += figures.pending;
  total.failed += Math.max(figures.failed, isGood ? 0 : 1);
  total.slowest.push(...figures.slowest.map((one) => ({ ...one, file: `${one.file} (${stage.name})` })));
  const names = [...figures.failures, ...failedToolTests()];
  total.failures.push(...(isGood || names.length > 0 ? names : [`${stage.name}, see its lines above`]));
}

function failedToolTests() {
  try {
    return readFileSync(failedTools, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  } finally {
    rmSync(failedTools, { force: true });
  }
}

/** What depends on the broker, again on the series that most run. Where it cannot be had, the last lines say so. */
async function onRabbit4() {
  const env = { STACK_DIR: rabbit4.dir, TEST_RESULTS: 'rabbitmq-4' };
  try {
    await rabbit4.start();
  } catch (error) {
    notes.push(`RabbitMQ 4 was not tried, everything ran on the system's version only: ${error.message}`);
    return 0;
  }
  const codes = [
    await jest(integration, { words: ['libs/messaging/', 'apps/dead-letters/'], env }),
    await jest(endToEnd, { env }),
  ];
  await rabbit4.release();
  return Math.max(...codes);
}

/** Contracts against what was generated from them, the tools that do it, and what the documents name. */
async function checkDocuments() {
  const code = await run(process.execPath, ['tools/contracts/main.mjs', '--check']);
  return code === 0 ? toolTests('tools/documents.test.mjs', 'tools/contracts/', 'tools/snippets/') : code;
}
