/**
 * `npm start`: the whole system on this machine, from nothing, then the demo shop and its story, until Ctrl-C.
 * `npm start -- --once`: the same, then ends with 0, or with 1 and the reason.
 */
import { accessSync, constants, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensurePackages } from '../packages.mjs';
import { down, up } from '../stack/index.mjs';
import { stackFolder } from '../stack/state.mjs';
import { serviceDefinitions } from './definitions.mjs';
import { claim, release, startServices, stopServices } from './services.mjs';
import { writeJson } from './settings.mjs';

const isOnce = process.argv.includes('--once');
const undo = [];

/** A step with its time and its details below it; a long one shows that it is still at work. */
async function step(number, name, work) {
  goOn();
  const { isTTY, columns = 80 } = process.stdout;
  const write = (text) => process.stdout.write(text);
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`;
  const label = `[${number}/5] ${name}`;
  let line = label;
  const rewrite = (text) => (isTTY && line.length + 10 < columns ? write(`\r\x1b[K${text}`) : undefined);
  const detail = (text) => {
    rewrite(line);
    line = `      ${text}`;
    write(`\n${line}`);
  };
  write(label);
  const beat = setInterval(() => (isTTY ? rewrite(`${line} … ${seconds()}`) : write('.')), 2000);
  try {
    const result = await work(detail);
    rewrite(line);
    write(line === label ? ` ${seconds()}\n` : `\n      Done after ${seconds()}.\n`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/** The folder that keeps everything of this system. */
function ownFolder() {
  try {
    const dir = stackFolder();
    accessSync(dir, constants.W_OK);
    return dir;
  } catch (error) {
    throw new Error(
      `This user cannot write ${error.path}. Clone the repository as this user, and start there.`,
    );
  }
}

async function start() {
  const dir = ownFolder();
  const runFile = join(dir, 'run.json');
  const running = await claim(dir);
  if (running !== undefined) {
    throw new Error(
      `The system already runs (process ${running}). Its addresses are in ${runFile}; stop it with Ctrl-C there.`,
    );
  }
  undo.push(() => release(dir));
  await step(1, 'packages', ensurePackages);
  undo.push(() => down({ dir }));
  const servers = await step(2, 'PostgreSQL, Redis, RabbitMQ: private, in .stack/', (log) =>
    up({ dir, log }),
  );
  const { ensureDatabases } = await import('./databases.mjs');
  const databases = await step(3, 'databases', () =>
    ensureDatabases(servers.postgresUrl, ['loyalty-core', 'ecomail-sync', 'webhook-gateway']),
  );
  const system = await step(4, 'services', async () => {
    await ensureBuilt();
    const { definitions, settings } = await serviceDefinitions(dir, servers, databases);
    goOn();
    undo.push(() => stopServices(dir));
    await startServices(dir, definitions);
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

/** Nothing is started any more once the end has begun. */
function goOn() {
  if (ending) throw new Error('The start was interrupted.');
}

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
