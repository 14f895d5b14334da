/**
 * `npm test`: everything; `npm run check` (`--quick`): what needs no server.
 * Sets up what it needs, goes through all stages even if one fails, and ends with `N passed, N failed`.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
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
/** What hangs costs no more; a run of Jest that is stuck ends itself sooner (see counts-reporter.cjs). */
const timeoutMs = 15 * 60_000;
const node = (name, script, ...args) =>
  run(process.execPath, [tool(name, script), ...args], { env: nxEnv, timeoutMs });
const jest = (config, { words = [], env = {}, held = false } = {}) =>
  run(process.execPath, [tool('jest', 'bin/jest.js'), '-c', config, ...words], {
    env: { ...nxEnv, ...env },
    held,
  });
const integration = 'jest.int.config.cjs';
const apiTypes = 'apps/console-web/scripts/api-types.mjs';
const fields = 'apps/ecomail-sync/scripts/fields.mjs';
const endToEnd = 'apps/e2e/jest.e2e.config.cjs';

/** Tests of the tools themselves, by Node's runner, which notes the names of those that failed. */
const failedTools = [];
let toolRuns = 0;
async function toolTests(places, { held = false } = {}) {
  const names = join(tmpdir(), `failed-tools-${process.pid}-${(toolRuns += 1)}`);
  const code = await run(
    process.execPath,
    [
      '--test',
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=./tools/test/failures-reporter.mjs', `--test-reporter-destination=${names}`],
      ...places,
    ],
    { timeoutMs, held },
  );
  if (existsSync(names)) failedTools.push(...readFileSync(names, 'utf8').split('\n').filter(Boolean));
  rmSync(names, { force: true });
  return code;
}

const servers = heldServers(serversDir);
const rabbit4 = heldServers(join(root, '.stack', 'test-rabbit-4'), '4');
const notes = [];
let newest;

/**
 * What speaks to the broker itself runs on both series. What takes long there and rests on no trick of one of them, such
 * as lost connections, and services whose way the end-to-end tests go on it too, run on the newer one alone, where there
 * is one; what kills servers of its own, whose series is the system's, on that.
 */
const servicesOnNewest = ['dead-letters', 'webhook-gateway', 'console', 'ecomail-sandbox', 'operator'].map(
  (name) => `apps/${name}/`,
);
const onNewestAlone = [
  'libs/messaging/src/(broker/connection|outbox/.*|tracing|gauges|transport/(crashes|lost-queues|stopping))\\.int',
  ...servicesOnNewest,
];
const onSystemAlone = ['libs/messaging/src/servers-killed\\.int'];
const without = (patterns) => patterns.map((pattern) => `--testPathIgnorePatterns=${pattern}`);

/**
 * Stages in order; those with `counts` leave their numbers in .results, the others count as one check each. Those that
 * are `isBeside` run with the one before them; if `isLong`, also with what follows, up to the next one that is slow.
 */
const meanwhile = { isSlow: true, isBeside: true, isLong: true };
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
    name: 'types and build',
    isBeside: true,
    work: () => node('typescript', 'bin/tsc', '-b', 'tsconfig.json'),
  },
  { name: 'lint', isBeside: true, isLong: true, work: lint },
  { name: 'unit tests', counts: 'unit.json', work: () => jest('jest.unit.config.cjs') },
  { name: 'generated documents', work: checkDocuments },
  { name: 'start', ...meanwhile, work: () => toolTests(['tools/start/'], { held: true }) },
  { name: 'local stack', ...meanwhile, work: () => toolTests(['tools/stack/'], { held: true }) },
  { name: 'scaffolds', ...meanwhile, work: () => toolTests(['tools/scaffold/'], { held: true }) },
  { name: 'project references', work: () => run(process.execPath, ['tools/references.mjs']) },
  { name: 'dependency graph', work: () => run(process.execPath, ['tools/graph.mjs', '--check']) },
  { name: 'environment example', work: () => run(process.execPath, ['tools/env-example.mjs', '--check']) },
  { name: 'types of the console', work: () => run(process.execPath, [apiTypes, '--check']) },
  { name: 'lists of migrations', work: () => run(process.execPath, ['tools/migrations.mjs', '--check']) },
  { name: 'fields page', work: () => run(process.execPath, [fields, '--check']) },
  { name: 'containers', work: () => toolTests(['tools/containers/', 'tools/test/outcome.test.mjs']) },
  {
    name: 'database schemas',
    isSlow: true,
    work: () => run(process.execPath, ['tools/schema.mjs', '--check']),
  },
  { name: 'integration', isSlow: true, counts: 'integration.json', work: integrationOnSystem },
  { name: 'end to end', isSlow: true, counts: 'e2e', work: endToEndOnNewest },
  {
    name: 'integration on RabbitMQ 4',
    isSlow: true,
    isBeside: true,
    counts: 'rabbitmq-4',
    work: integrationOn4,
  },
];

console.log(
  isQuick
    ? 'Quick checks: one to two minutes.'
    : 'All tests: about 20 minutes on 2 quiet cores, two or three times as long beside other work.',
);
if (!isQuick) startServers();
const secondsForPackages = await ensurePackages();
if (secondsForPackages > 0) console.log(`packages installed in ${secondsForPackages.toFixed(0)} s`);
rmSync(results, { recursive: true, force: true });

const total = { passed: 0, failed: 0, pending: 0, failures: [], slowest: [] };
const chosen = stages.filter((stage) => !isQuick || !stage.isSlow);
const lasting = [];
for (let next = 0; next < chosen.length;) {
  const stage = chosen[next++];
  if (stage.isSlow) await Promise.all(lasting);
  const going = [go(stage)];
  while (chosen[next]?.isBeside) (chosen[next].isLong ? lasting : going).push(go(chosen[next++]));
  await Promise.all(going);
}
await Promise.all(lasting);
if (!isQuick) await servers.release();
if (await newest) await rabbit4.release();
if (total.pending > 0) {
  total.failures.push(`${total.pending} tests did not run, and skipping is not allowed here`);
  total.failed += total.pending;
}
for (const line of ['', lineOfSlowest(total.slowest), ...notes, lineOfFailures(total.failures)])
  if (line !== undefined) console.log(line);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** What runs beside another stage says all it has to say when it ends, under its own name. */
async function go(stage) {
  console.log(`\n── ${stage.name}${stage.isBeside ? ', beside it: what it says comes at its end' : ''}`);
  const begun = Date.now();
  const isGood = (await stage.work()) === 0;
  addUp(stage, isGood);
  console.log(
    `── ${stage.name}: ${isGood ? 'passed' : 'FAILED'}, ${((Date.now() - begun) / 1000).toFixed(1)} s`,
  );
}

/** A stage that fails without a test that could be named is named itself. */
function addUp(stage, isGood) {
  const figures = figuresIn(join(results, stage.counts ?? 'none'));
  total.passed += stage.counts ? figures.passed : Number(isGood);
  total.pending += figures.pending;
  total.failed += Math.max(figures.failed, isGood ? 0 : 1);
  total.slowest.push(...figures.slowest.map((one) => ({ ...one, file: `${one.file} (${stage.name})` })));
  const names = [...figures.failures, ...failedTools.splice(0)];
  total.failures.push(...(isGood || names.length > 0 ? names : [`${stage.name}, see its lines above`]));
}

/** In one process, which reads and checks all types once. Without the graph of the projects it would skip their boundaries. */
async function lint() {
  const code = await node('nx', 'dist/bin/nx.js', 'show', 'projects');
  return code === 0 ? node('eslint', 'bin/eslint.js', 'apps', 'libs') : code;
}

/** Beside the packages, since unpacking servers is mostly waiting. Where it fails, the first who needs them says why. */
function startServers() {
  servers.hold();
  servers.start().catch(() => undefined);
  void rabbit4Environment();
}

/** RabbitMQ of the series that most run, as an environment; undefined, and said at the end, where it cannot be had. */
function rabbit4Environment() {
  newest ??= rabbit4.start().then(
    () => ({ STACK_DIR: rabbit4.dir, TEST_RESULTS: 'rabbitmq-4' }),
    (error) => {
      notes.push(`RabbitMQ 4 was not tried, everything ran on the system's version only: ${error.message}`);
    },
  );
  return newest;
}

async function integrationOnSystem() {
  return jest(integration, { words: (await rabbit4Environment()) ? without(onNewestAlone) : [] });
}

/** One worker, beside the system that is tried as a whole, which leaves a part of the machine unused. */
async function integrationOn4() {
  const env = await rabbit4Environment();
  const words = ['libs/messaging/', ...servicesOnNewest, '--maxWorkers=1', ...without(onSystemAlone)];
  return env ? jest(integration, { words, env, held: true }) : 0;
}

/** The system as a whole, once: on the newer series if there is one. */
async function endToEndOnNewest() {
  const env = await rabbit4Environment();
  return jest(endToEnd, { env: { ...env, TEST_RESULTS: 'e2e' } });
}

/** Contracts against what was generated from them, the tools that do it, what the documents name, and folders that are too full. */
async function checkDocuments() {
  const code = await run(process.execPath, ['tools/contracts/main.mjs', '--check']);
  return code === 0
    ? toolTests(['tools/documents.test.mjs', 'tools/folders.test.mjs', 'tools/contracts/', 'tools/snippets/'])
    : code;
}
