/** The services of a local system as child processes of this one. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../packages.mjs';
import { birthOf, listensOn } from '../stack/processes.mjs';
import { stackFolder, withLock } from '../stack/state.mjs';
import { writeJson } from './settings.mjs';

const readyTimeoutMs = 60_000;
const endTimeoutMs = 25_000;
const answerTimeoutMs = 5_000;

/** `definitions`: name → { env, url, healthPath }. All are started together; resolves when all are ready. */
export async function startServices(dir, definitions) {
  mkdirSync(join(dir, 'log'), { recursive: true });
  for (const name of Object.keys(definitions)) rmSync(join(dir, 'log', `${name}.log`), { force: true });
  const running = Object.entries(definitions).map(([name, definition]) =>
    launchService(dir, name, definition),
  );
  recordServices(dir, running);
  await Promise.all(running.map(ready)).catch(async (error) => {
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

function readRecord(dir) {
  return existsSync(recordOf(dir)) ? JSON.parse(readFileSync(recordOf(dir), 'utf8')) : {};
}

const entryOf = (name) => join(root, 'apps', name, 'dist', 'main.js');

/** One service, not yet ready. Its log goes on where an earlier one of the same start ended. */
export function launchService(dir, name, { env, url, healthPath = '/health/ready' }) {
  const logFile = join(dir, 'log', `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', entryOf(name)], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return { name, child, url, healthPath, logFile };
}

/** Calls `act` with the reason when a service ends, asked to or not. */
export function whenEnded(running, act) {
  for (const service of running) {
    const tell = () => act(`${service.name} ended:\n${lastLinesOf(service)}`);
    if (hasEnded(service)) tell();
    else service.child.once('exit', tell);
  }
}

const hasEnded = ({ child }) => child.exitCode !== null || child.signalCode !== null;
const lastLinesOf = ({ logFile }) => readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n');

async function ready(service) {
  const { name, child, url, healthPath, logFile } = service;
  const port = Number(new URL(url).port);
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    if (hasEnded(service)) throw new Error(`${name} ended while starting:\n${lastLinesOf(service)}`);
    const isReady = await fetch(`${url}${healthPath}`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(answerTimeoutMs),
    }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady && listensOn(child.pid, port)) return;
    await delay(50);
  }
  throw new Error(`${name} was not ready within ${readyTimeoutMs / 1000} s; its log: ${logFile}`);
}

async function end(service) {
  process.kill(service.pid, 'SIGTERM');
  const deadline = Date.now() + endTimeoutMs;
  while (isAlive(service) && Date.now() < deadline) await delay(50);
  if (isAlive(service)) process.kill(service.pid, 'SIGKILL');
}
