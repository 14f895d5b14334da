/**
 * `npm start`: the whole system on this machine, from nothing, then the demo shop and its story, until Ctrl-C.
 * `npm start -- --once`: the same, then ends with 0, or with 1 and the reason.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { endCommands, ensurePackages, ensureRunnable, ensureWebBuilt, root } from '../packages.mjs';
import { down, up } from '../stack/index.mjs';
import { readJson, writeJson } from '../stack/state.mjs';
import { toldUnlessLate } from './backlog.mjs';
import { databaseOwners, serviceDefinitions } from './definitions.mjs';
import { originsOf } from './origins.mjs';
import { ownFolder, reasonOf } from './own-folder.mjs';
import { keepServersRunning } from './keep-servers.mjs';
import { claim, keepRunning, release, startServices, stopServices } from './services.mjs';

const words = process.argv.slice(2);
const isOnce = words.includes('--once');
const undo = [];

/** A step with its time and its details below it; a long one shows that it is still at work. */
async function step(number, name, work) {
  goOn();
  const { isTTY, columns = 80 } = process.stdout;
  const write = (text) => process.stdout.write(text);
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`;
  const label = `[${number}/4] ${name}`;
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

/** Lets two people into the console, and says in a line each who, and with which password until the next start. */
function linesOfPeople({ env }) {
  const script = join(root, 'apps/console/dist/demo-people.command.js');
  return execFileSync(process.execPath, [script], { env, encoding: 'utf8' }).trimEnd();
}

/** One system a folder: says that and where another one runs, if there is one. */
async function demandAlone(dir, runFile) {
  const running = await claim(dir);
  if (running === undefined) return;
  const run = readJson(runFile);
  const { services = {} } = run ?? {};
  const state = run ? 'already runs' : 'is already being started';
  throw new Error(
    [
      `The system ${state} here (process ${running}). Ctrl-C there ends it, or: kill ${running}`,
      ...addressLines(services),
    ].join('\n'),
  );
}

const addressLines = (services) =>
  Object.entries(services).map(([name, { url, page }]) => `  ${name.padEnd(16)} ${url}${page}`);

async function start() {
  const dir = ownFolder();
  const runFile = join(dir, 'run.json');
  await demandAlone(dir, runFile);
  undo.push(() => release(dir));
  undo.push(() => down({ dir }));
  const servers = await step(1, 'packages; PostgreSQL, Redis, RabbitMQ', async (log) => {
    const [outcome] = await Promise.all([up({ dir, log }), ensurePackages()]);
    log(await originsOf(dir));
    return outcome;
  });
  const { ensureDatabases } = await import('./databases.mjs');
  const databases = await step(2, 'databases', () => ensureDatabases(servers.postgresUrl, databaseOwners));
  let people;
  const watch = {
    say: (line) => process.stdout.write(`\n${line}\n`),
    giveUp: (reason) => void end(1, reason),
  };
  const system = await step(3, 'services', async (log) => {
    const web = ensureWebBuilt();
    web.catch(() => undefined); // Told when the services run, which need it for pages only.
    await ensureRunnable();
    undo.push(() => stopServices(dir));
    const launch = async () => {
      const { definitions, settings } = await serviceDefinitions(dir, servers, databases);
      goOn();
      people = () => linesOfPeople(definitions.console);
      undo.push(keepRunning(dir, definitions, await startServices(dir, definitions, log), watch));
      return settings;
    };
    // Another system that starts at the same moment may take a port that was free just before.
    const settings = await launch().catch((error) => {
      if (!/is taken by another program|EADDRINUSE/.test(error.message)) throw error;
      return launch();
    });
    await web;
    writeJson(runFile, settings);
    undo.push(() => rmSync(runFile, { force: true }));
    return settings;
  });
  undo.push(await keepServersRunning(dir, watch));
  const { openDemoShop, tellStories } = await import('./demo.mjs');
  const demo = await step(4, 'demo shop', () => openDemoShop(system));
  const say = (line) => ending || console.log(line);
  await toldUnlessLate(() => tellStories(demo), { waiting: demo.waiting, isOnce, say });
  goOn();
  return { ...system, logins: people() };
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
    await endCommands();
    await stop().catch((error) => {
      process.stderr.write(`While stopping: ${error.message}\n`);
      code = 1;
    });
    process.exit(code);
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    process.stdout.write('\nstopping …\n');
    void end(isOnce ? 1 : 0);
  });
}

if (words.some((word) => word !== '--once')) {
  console.error(
    'npm start              the whole system on this machine, with a demo shop, until Ctrl-C\n' +
      'npm start -- --once    the same, then ends with 0, or with 1 and the reason',
  );
  process.exit(words.includes('--help') ? 0 : 2);
}
try {
  const system = await start();
  if (isOnce) await end(0);
  console.log(`\nRunning until Ctrl-C or kill ${process.pid}:`);
  const [consoleLine, ...others] = addressLines(system.services);
  console.log([consoleLine, system.logins, ...others].join('\n'));
  console.log('The other pages are open; to call a service there: npm run token -- <service>');
  setInterval(() => undefined, 1 << 30);
} catch (error) {
  await end(1, process.env.DEBUG ? error.stack : reasonOf(error));
}
