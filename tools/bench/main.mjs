/**
 * `npm run bench`: measures, one figure after the other, and prints medians beside bare programs and bounds.
 * `npm run bench -- consume relay --runs 5 --json`. Ends with 1 only when a figure could not be measured: a bound
 * that a busy machine misses is said, and is no failure.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensurePackages } from '../packages.mjs';
import { down } from '../stack/index.mjs';
import { heading, jsonLine, mediansOf, tableLine } from './report.mjs';
import { benchFolder, benchServers } from './workplace.mjs';

/** Each resolves with the readings of one run. Own and bare are measured one after the other, in the same run. */
const figures = {
  relay: async () => (await import('./broker.mjs')).relayRun,
  publish: async () => (await import('./broker.mjs')).publishRun,
  receive: async () => (await import('./broker.mjs')).receiveRun,
  consume: async () => (await import('./consume.mjs')).consumeRun,
  ingestion: async () => (await import('../../apps/ecomail-sync/bench/ingestion.mjs')).ingestionRun,
  validation: async () => (await import('./validation.mjs')).validationRun,
  'chassis-message': async () => (await import('./chassis.mjs')).messageRun,
  'chassis-http': async () => (await import('./chassis.mjs')).httpRun,
  sandbox: async () => (await import('./sandbox.mjs')).sandboxRun,
  latency: async () => (await import('./latency.mjs')).latencyRun,
  lanes: async () => (await import('./lanes.mjs')).lanesRun,
  'lanes-two': async () => (await import('./lanes.mjs')).twoInstancesRun,
  memory: async () => (await import('./memory.mjs')).memoryRun,
  nights: async () => (await import('../../apps/loyalty-core/bench/nights.mjs')).nightsRun,
  import: async () => (await import('../../apps/loyalty-core/bench/imports.mjs')).importRun,
  merging: async () => (await import('./delivery.mjs')).mergingRun,
  export: async () => (await import('./delivery.mjs')).exportRun,
  fairness: async () => (await import('./delivery.mjs')).fairnessRun,
  plain: async () => (await import('../../apps/ecomail-sync/bench/plain-way.mjs')).plainWayRun,
  'large-sync': async () => (await import('../../apps/ecomail-sync/bench/large-sync.mjs')).largeSyncRun,
  'core-statements': async () => (await import('../../apps/loyalty-core/bench/statements.mjs')).statementsRun,
  search: async () => (await import('../../apps/loyalty-core/bench/search.mjs')).searchRun,
  awards: async () => (await import('../../apps/loyalty-core/bench/awards.mjs')).awardsRun,
  orders: async () => (await import('./orders.mjs')).ordersRun,
  console: async () => (await import('../../apps/console/bench/console.mjs')).consoleRun,
  drain: async () => (await import('../../apps/dead-letters/bench/drain.mjs')).drainRun,
  storm: async () => (await import('../../apps/dead-letters/bench/storm.mjs')).stormRun,
  letters: async () => (await import('../../apps/dead-letters/bench/letters.mjs')).lettersRun,
  replays: async () => (await import('../../apps/dead-letters/bench/replays.mjs')).replaysRun,
  notices: async () => (await import('../../apps/webhook-gateway/bench/notices.mjs')).noticesRun,
  echo: async () => (await import('../../apps/webhook-gateway/bench/echo.mjs')).echoRun,
};

const usage = 'usage: npm run bench -- [figure]… [--runs <n>] [--json]';
const { values: options, positionals } = typed();
let isInterrupted = false;

function typed() {
  if (process.argv.includes('--help')) {
    console.log(`${usage}\nfigures: ${Object.keys(figures).join(' ')}`);
    process.exit(0);
  }
  try {
    return parseArgs({
      allowPositionals: true,
      options: { runs: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

async function main() {
  const names = positionals.length > 0 ? positionals : Object.keys(figures);
  const unknown = names.filter((name) => !(name in figures));
  const runs = Number(options.runs);
  if (unknown.length > 0 || !(runs >= 1)) {
    throw new Error(
      `There are these figures: ${Object.keys(figures).join(', ')}. --runs is a number from 1.`,
    );
  }
  await ensurePackages();
  await ensureBuilt();
  await benchServers();
  if (!options.json) console.log(heading());
  let isComplete = true;
  for (const name of names) isComplete = (await measure(name, runs)) && isComplete;
  if (!options.json)
    console.log(`\nMedians of ${runs} runs; load average at the end ${loadavg()[0].toFixed(1)}.`);
  return isComplete;
}

async function measure(name, runs) {
  try {
    const run = await figures[name]();
    const readings = [];
    for (let count = 1; count <= runs; count += 1) {
      if (process.stderr.isTTY) process.stderr.write(`\r${name}: run ${count} of ${runs} …\x1b[K`);
      readings.push(await run());
    }
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    for (const figure of mediansOf(readings))
      console.log(options.json ? jsonLine(figure) : tableLine(figure));
    return true;
  } catch (error) {
    if (isInterrupted) return new Promise(() => undefined);
    console.error(`${name} could not be measured: ${process.env.DEBUG ? error.stack : error.message}`);
    return false;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void interrupted());

/** Leaves nothing running: the measurement in work fails of itself, however it does, and is not told of. */
async function interrupted() {
  isInterrupted = true;
  process.on('uncaughtException', () => undefined);
  const [{ stopPrograms }, { stopSystem }] = await Promise.all([
    import('./programs.mjs'),
    import('./system.mjs'),
  ]);
  await Promise.all([stopPrograms(), stopSystem()]);
  await down({ dir: benchFolder });
  process.exit(130);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(process.env.DEBUG ? error.stack : error.message);
  process.exitCode = 1;
} finally {
  await down({ dir: benchFolder });
}
