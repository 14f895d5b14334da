/** The services of a local system as child processes of this one. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../packages.mjs';
import { writeJson } from './settings.mjs';

const readyTimeoutMs = 60_000;
const endTimeoutMs = 25_000;

/** `definitions`: name → { env, url, healthPath }. All are started together; resolves when all are ready. */
export async function startServices(dir, definitions) {
  mkdirSync(join(dir, 'log'), { recursive: true });
  for (const name of Object.keys(definitions)) rmSync(join(dir, 'log', `${name}.log`), { force: true });
  const running = Object.entries(definitions).map(([name, definition]) =>
    launchService(dir, name, definition),
  );
  recordServices(dir, running);
  await Promise.all(running.map(ready)).catch(async (error) => {
    await stopServices(dir, running);
    throw error;
  });
  return running;
}

/** Keeps which processes belong to this system, for a later start and for whoever looks for one of them. */
export function recordServices(dir, running) {
  writeJson(join(dir, 'services.json'), {
    launcher: process.pid,
    pids: running.map(({ name, child }) => [name, child.pid]),
  });
}

export async function stopServices(dir, running) {
  await Promise.all(running.map(({ child }) => end(child)));
  rmSync(join(dir, 'services.json'), { force: true });
}

/**
 * Ends services that an earlier start left behind when it was killed. Resolves with the process id of that start if
 * it is still alive: then nothing is touched.
 */
export async function endLeftovers(dir) {
  const file = join(dir, 'services.json');
  if (!existsSync(file)) return undefined;
  const { launcher, pids } = JSON.parse(readFileSync(file, 'utf8'));
  if (launcher !== process.pid && commandOf(launcher).includes('tools/start/main.mjs')) return launcher;
  for (const [name, pid] of pids) {
    const isOurs = () => commandOf(pid).includes(entryOf(name));
    if (!isOurs()) continue;
    process.kill(pid, 'SIGTERM');
    const deadline = Date.now() + endTimeoutMs;
    while (isOurs() && Date.now() < deadline) await delay(50);
    if (isOurs()) process.kill(pid, 'SIGKILL');
  }
  rmSync(file, { force: true });
  return undefined;
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

async function ready({ name, child, url, healthPath, logFile }) {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n');
      throw new Error(`${name} ended while starting:\n${lines}`);
    }
    const isReady = await fetch(`${url}${healthPath}`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await delay(50);
  }
  throw new Error(`${name} was not ready within ${readyTimeoutMs / 1000} s; its log: ${logFile}`);
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
