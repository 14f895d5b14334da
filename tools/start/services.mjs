/** The services of a local system as child processes of this one. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../packages.mjs';
import { birthOf, cpuTicksOf, listensOn } from '../stack/processes.mjs';
import { readJson, stackFolder, withLock, writeJson } from '../stack/state.mjs';
import { Endings } from './endings.mjs';
import { Patience } from './patience.mjs';

const endTimeoutMs = 25_000;
const answerTimeoutMs = 5_000;

/**
 * `definitions`: name → { env, url, healthPath }. All are started together; resolves when all are ready. A slow one is
 * waited for as long as it gets on, and `say` is told what it waits for.
 */
export async function startServices(dir, definitions, say = () => {}) {
  mkdirSync(join(dir, 'log'), { recursive: true });
  for (const name of Object.keys(definitions)) rmSync(join(dir, 'log', `${name}.log`), { force: true });
  const running = Object.entries(definitions).map(([name, definition]) =>
    launchService(dir, name, definition),
  );
  recordServices(dir, running);
  await Promise.all(running.map((service) => ready(service, say))).catch(async (error) => {
    await stopServices(dir);
    throw error;
  });
  return running;
}

/** Keeps which processes belong to this system, for a later start and for whoever looks for one of them. */
export function recordServices(dir, running) {
  writeJson(recordOf(dir), {
    launcher: { pid: process.pid, birth: birthOf(process.pid) },
    pids: running.map(({ name, child: { pid } }) => [name, pid, birthOf(pid)]),
  });
}

/** Ends the recorded services, those of a start that was killed too; what took over one of their ids is left alone. */
export async function stopServices(dir) {
  const { pids = [] } = readRecord(dir);
  const services = pids.map(([, pid, birth]) => ({ pid, birth }));
  await Promise.all(services.filter(isAlive).map(end));
}

/**
 * Makes this process the one that runs the system of the folder, and ends what an earlier one left behind when it was
 * killed. Resolves with the process id of another one that is alive: then nothing is touched.
 */
export async function claim(dir) {
  return (
    otherLauncher(dir) ??
    withLock(
      stackFolder(dir),
      () => undefined,
      async () => {
        const other = otherLauncher(dir);
        if (other !== undefined) return other;
        await stopServices(dir);
        recordServices(dir, []);
        return undefined;
      },
    )
  );
}

export function release(dir) {
  rmSync(recordOf(dir), { force: true });
}

function otherLauncher(dir) {
  const { launcher } = readRecord(dir);
  return launcher && launcher.pid !== process.pid && isAlive(launcher) ? launcher.pid : undefined;
}

/** Whether it is the process that was recorded, and not one that was given its id later. */
const isAlive = ({ pid, birth }) => birth !== undefined && birthOf(pid) === birth;

const recordOf = (dir) => join(dir, 'services.json');

const readRecord = (dir) => readJson(recordOf(dir)) ?? {};

/**
 * MB of a half of the heap's young generation, and of the old one at most (0: V8's own choice, by the machine). Two services
 * keep flat below 250 MB so (docs/benchmarks.md, a long session): one with little garbage at a time, the other with an old
 * generation that may not grow far before it is collected. As in the Dockerfile.
 */
const heapMb = { 'loyalty-core': { young: 2, old: 0 }, 'ecomail-sync': { young: 8, old: 384 } };
const usualHeapMb = { young: 16, old: 0 };

const entryOf = (name) => join(root, 'apps', name, 'dist', 'main.js');

/** One service, not yet ready. Its log goes on where an earlier one of the same start ended. */
export function launchService(dir, name, { env, url, healthPath = '/health/ready' }) {
  const logFile = join(dir, 'log', `${name}.log`);
  const log = openSync(logFile, 'a');
  const { young, old } = heapMb[name] ?? usualHeapMb;
  const heap = [`--max-semi-space-size=${young}`, `--max-old-space-size=${old}`];
  const child = spawn(process.execPath, [...heap, '--enable-source-maps', entryOf(name)], {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' },
      ...env,
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return { name, child, url, healthPath, logFile };
}

/**
 * Starts again what ends without being asked to, and says so by name and signal. `running` is kept true. A service that
 * ends too often is given up: `giveUp` gets the reason, and nothing is started any more. The result ends the watch.
 */
export function keepRunning(dir, definitions, running, { say, giveUp }) {
  let isOver = false;
  const endings = new Endings();
  const watch = (service) => {
    const act = () => {
      if (isOver) return;
      const { name, child } = service;
      const how = child.signalCode ? `was ended by ${child.signalCode}` : `ended with ${child.exitCode}`;
      if (!endings.allows(name)) {
        isOver = true;
        giveUp(`${name} ${how}, as before, and is not started again:\n${lastLinesOf(service)}`);
        return;
      }
      say(`${name} ${how}; it is started again.`);
      const again = launchService(dir, name, definitions[name]);
      running.splice(running.indexOf(service), 1, again);
      recordServices(dir, running);
      watch(again);
    };
    if (hasEnded(service)) act();
    else service.child.once('exit', act);
  };
  for (const service of [...running]) watch(service);
  return () => {
    isOver = true;
  };
}

const hasEnded = ({ child }) => child.exitCode !== null || child.signalCode !== null;
const lastLinesOf = ({ logFile }) => readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n');

async function ready(service, say) {
  const { name, child, url, logFile } = service;
  const port = Number(new URL(url).port);
  const patience = new Patience();
  for (;;) {
    if (hasEnded(service)) throw new Error(`${name} ended while starting:\n${lastLinesOf(service)}`);
    const { isReady, words } = await healthOf(service);
    if (isReady && listensOn(child.pid, port)) return;
    const signs = { words, logBytes: statSync(logFile).size, cpuTicks: cpuTicksOf(child.pid) };
    const verdict = patience.look(signs);
    if (verdict === 'say') say(`Still waiting for ${name}: ${words}`);
    if (verdict === 'enough')
      throw new Error(
        `${name} is not ready and does nothing any more: ${words}. Its log: ${logFile}\n${lastLinesOf(service)}`,
      );
    await delay(50);
  }
}

/** Whether it is ready, else what it waits for in its own words. */
async function healthOf({ url, healthPath }) {
  try {
    const answer = await fetch(`${url}${healthPath}`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    const text = await answer.text();
    return { isReady: answer.ok, words: `it answers ${answer.status} ${text.slice(0, 200)}`.trim() };
  } catch {
    return { isReady: false, words: 'it does not answer yet' };
  }
}

async function end(service) {
  process.kill(service.pid, 'SIGTERM');
  const deadline = Date.now() + endTimeoutMs;
  while (isAlive(service) && Date.now() < deadline) await delay(50);
  if (isAlive(service)) process.kill(service.pid, 'SIGKILL');
}
