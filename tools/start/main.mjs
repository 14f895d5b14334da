/**
 * `npm start`: the whole system on this machine, from nothing, then the demo shop and its story, until Ctrl-C.
 * `npm start -- --once`: the same, then ends with 0, or with 1 and the reason.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, root } from '../packages.mjs';
import { down, up } from '../stack/index.mjs';
import { serviceDefinitions } from './definitions.mjs';
import { endLeftovers, startServices, stopServices } from './services.mjs';
import { writeJson } from './settings.mjs';

const isOnce = process.argv.includes('--once');
const dir = process.env.STACK_DIR ?? join(root, '.stack');
const runFile = join(dir, 'run.json');
const undo = [];

/** A step with its time; a long one shows that it is still at work. */
async function step(number, name, work) {
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`;
  const label = `[${number}/5] ${name}`;
  process.stdout.write(label);
  const beat = setInterval(
    () => process.stdout.write(process.stdout.isTTY ? `\r${label} … ${seconds()}` : '.'),
    2000,
  );
  try {
    const result = await work((line) => process.stdout.write(`\n      ${line}`));
    process.stdout.write(`${process.stdout.isTTY ? `\r${label}` : ''} ${seconds()}   \n`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

async function start() {
  const running = await endLeftovers(dir);
  if (running !== undefined) {
    throw new Error(
      `The system already runs (process ${running}). Its addresses are in ${runFile}; stop it with Ctrl-C there.`,
    );
  }
  await step(1, 'packages', ensurePackages);
  const servers = await step(2, 'PostgreSQL, Redis, RabbitMQ: private, in .stack/', (log) =>
    up({ dir, log }),
  );
  undo.push(() => down({ dir }));
  const { ensureDatabases } = await import('./databases.mjs');
  const databases = await step(3, 'databases', () =>
    ensureDatabases(servers.postgresUrl, ['loyalty-core', 'ecomail-sync', 'webhook-gateway']),
  );
  const system = await step(4, 'services', async () => {
    await ensureBuilt();
    const { definitions, settings } = await serviceDefinitions(dir, servers, databases);
    const services = await startServices(dir, definitions);
    undo.push(() => stopServices(dir, services));
    writeJson(runFile, settings);
    undo.push(() => rmSync(runFile, { force: true }));
    return settings;
  });
  const { openDemoShop, tellStories } = await import('./demo.mjs');
  const demo = await step(5, 'demo shop', () => openDemoShop(system));
  await tellStories(system, demo);
  return system;
}

async function stop() {
  for (const action of undo.splice(0).reverse()) await action();
}

let ending;
function end(code, reason) {
  ending ??= (async () => {
    if (reason) process.stderr.write(`\n${reason}\n`);
    await stop().catch((error) => process.stderr.write(`While stopping: ${error.message}\n`));
    process.exit(code);
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    process.stdout.write('\nstopping …\n');
    void end(signal === 'SIGINT' && !isOnce ? 0 : 1);
  });
}

try {
  const { services } = await start();
  if (isOnce) await end(0);
  console.log('\nRunning until Ctrl-C:');
  for (const [name, { url, page }] of Object.entries(services))
    console.log(`  ${name.padEnd(16)} ${url}${page}`);
  setInterval(() => undefined, 1 << 30);
} catch (error) {
  await end(1, process.env.DEBUG ? error.stack : error.message);
}
