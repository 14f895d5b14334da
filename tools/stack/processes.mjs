/**
 * Processes of a stack.
 *
 * A server is recognised by what the kernel says about it (program, command line, working folder), never by a pid file:
 * a pid file goes stale when the tool or the server is killed, and then names a stranger. Only a process of the expected
 * program that names the stack's own folder is ever signalled. Zombies count as gone.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOG_SIZE_MAX = 20 * 1024 * 1024;

/** Live processes of `program` that belong to `folder`, without those started by another of them. */
export function pidsOf({ program, folder }) {
  if (!existsSync('/proc')) return [];
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...identityOf(name) }))
    .filter((one) => one.program === program && one.isAlive && belongsTo(one.pid, folder));
  const pids = new Set(found.map((one) => one.pid));
  return found.filter((one) => !pids.has(one.parent)).map((one) => one.pid);
}

/**
 * When a process began, as its kernel counts; undefined when it is gone or a zombie. Process ids are used again, an id
 * with its birth is not.
 */
export function birthOf(pid) {
  const { isAlive, birth } = identityOf(pid);
  return isAlive ? birth : undefined;
}

/** How long a process has worked, in hundredths of a second; 0 when it is gone. */
export function cpuTicksOf(pid) {
  const stat = readOrEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const columns = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(columns[11]) || 0) + (Number(columns[12]) || 0);
}

/** Whether a process itself holds the port, and not somebody else who answers there. */
export function listensOn(pid, port) {
  const sockets = readOrEmpty(() =>
    readdirSync(`/proc/${pid}/fd`).map((fd) => readOrEmpty(() => readlinkSync(`/proc/${pid}/fd/${fd}`))),
  );
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const columns = readOrEmpty(() => readFileSync('/proc/net/tcp', 'utf8'))
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return columns.some(
    ([, address, , state, , , , , , inode]) =>
      state === '0A' && address.endsWith(local) && sockets.includes(`socket:[${inode}]`),
  );
}

/** Words of a process's command line; empty when it is gone or is a zombie. */
export function commandLineOf(pid) {
  return readOrEmpty(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    .split('\0')
    .filter(Boolean);
}

/**
 * Makes sure a server runs and answers. One that runs already, for instance because an earlier start was interrupted, is
 * only waited for; `launch` is asked how to start it otherwise. A server outlives us; its output goes to `logFile`.
 */
export async function startServer({ title, program, folder, launch, logFile, isReady, timeoutMs = 120_000 }) {
  let hasEnded = () => pidsOf({ program, folder }).length === 0;
  if (hasEnded()) {
    const child = spawnDetached({ ...(await launch()), cwd: folder, logFile });
    hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.spawnError !== undefined;
  }
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    if (hasEnded()) throw new Error(`${title} ended while starting. ${tailOf(logFile)}`);
    if (Date.now() > deadline)
      throw new Error(`${title} did not answer within ${timeoutMs / 1000} s. ${tailOf(logFile)}`);
    await delay(40);
  }
}

/** Ends a server and returns once it is gone; whoever ignores the signal for `timeoutMs` is killed. */
export async function stopServer({ title, program, folder, signal, timeoutMs = 30_000 }) {
  for (const [each, limitMs] of [
    [signal, timeoutMs],
    ['SIGKILL', 10_000],
  ]) {
    for (const pid of pidsOf({ program, folder })) send(each, pid, title);
    const deadline = Date.now() + limitMs;
    while (Date.now() < deadline) {
      if (pidsOf({ program, folder }).length === 0) return;
      await delay(40);
    }
  }
  throw new Error(`${title} could not be stopped: process ${pidsOf({ program, folder }).join(', ')} stays.`);
}

/** Runs a command to its end; never rejects, so the caller decides what a failure means. */
export function run(command, args, { env, cwd, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const finish = (result) => {
      clearTimeout(timer);
      resolve(result);
    };
    child.on('error', (error) => finish({ ok: false, stdout, stderr: error.message }));
    child.on('close', (code) => finish({ ok: code === 0, stdout, stderr }));
  });
}

/** A small environment of our own: a developer's PG*, ERL_* or RABBITMQ_* variables must not bend the servers. */
export function cleanEnvironment(extra = {}) {
  return {
    PATH: process.env.PATH ?? '/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    ...extra,
  };
}

function spawnDetached({ command, args, env, cwd, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(logFile) && statSync(logFile).size > LOG_SIZE_MAX) renameSync(logFile, `${logFile}.old`);
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  child.on('error', (error) => (child.spawnError = error));
  child.unref();
  closeSync(log);
  return child;
}

function identityOf(pid) {
  const stat = readOrEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [state, parent, ...more] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const program = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const isAlive = stat !== '' && state !== 'Z' && state !== 'X';
  return { program, parent: Number(parent), isAlive, birth: more[17] };
}

function belongsTo(pid, folder) {
  const isInside = (path) => path === folder || path.startsWith(`${folder}/`);
  return commandLineOf(pid).some(isInside) || isInside(readOrEmpty(() => readlinkSync(`/proc/${pid}/cwd`)));
}

function send(signal, pid, title) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code === 'EPERM')
      throw new Error(`${title} (process ${pid}) was started by another user; stop it as that user.`);
    if (error.code !== 'ESRCH') throw error;
  }
}

function tailOf(logFile) {
  const lines = readOrEmpty(() => readFileSync(logFile, 'utf8'))
    .trimEnd()
    .split('\n')
    .slice(-8);
  return `Last lines of ${logFile}:\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

function readOrEmpty(read) {
  try {
    return read();
  } catch {
    return '';
  }
}
