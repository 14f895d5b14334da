/**
 * What a stack keeps in its folder besides the servers' data: its ports, the state of what runs, and the lock.
 *
 * Ports are chosen once and remembered, so addresses stay the same from one start to the next; a port that somebody else
 * took meanwhile is replaced. They lie below the range the kernel hands out to outgoing connections.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = resolve(fileURLToPath(import.meta.url), '../../..');

/** The stack's folder: the argument, else STACK_DIR (relative to the repository), else `.stack`. Created when missing. */
export function stackFolder(dir) {
  const folder = resolve(REPOSITORY, dir ?? (process.env.STACK_DIR || '.stack'));
  mkdirSync(folder, { recursive: true });
  return realpathSync(folder);
}

export function readState(folder) {
  return readJson(join(folder, 'stack.json'));
}

/** Holds addresses with passwords, hence readable by its owner only. */
export function writeState(folder, state) {
  writeJson(join(folder, 'stack.json'), state);
}

export function forgetState(folder) {
  rmSync(join(folder, 'stack.json'), { force: true });
}

export function readPorts(folder) {
  return readJson(join(folder, 'ports.json')) ?? {};
}

/** Ports by name: the remembered ones that are free, new ones for the others. `held` names those our own servers use now. */
export async function choosePorts(folder, names, held) {
  const ports = readPorts(folder);
  for (const name of names) {
    if (held.has(name) && ports[name]) continue;
    while (!ports[name] || !(await isPortFree(ports[name]))) {
      const candidate = randomInt(20_000, 30_000);
      if (!Object.values(ports).includes(candidate)) ports[name] = candidate;
    }
  }
  writeJson(join(folder, 'ports.json'), ports);
  return ports;
}

export function isPortFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/**
 * Runs `work` while no other process holds the folder's lock; others wait. The lock is the kernel's (flock), held by a
 * child that ends with us, so even a killed tool leaves nothing to clean up. Without flock (not Linux) nothing is locked.
 */
export async function withLock(folder, log, work) {
  const holder = spawn('flock', ['--exclusive', join(folder, 'lock'), 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const notice = setTimeout(() => log('Another stack command is at work here; waiting for it.'), 1000);
  await new Promise((done, fail) => {
    holder.stdout.once('data', done);
    holder.once('error', (error) => (error.code === 'ENOENT' ? done() : fail(error)));
    holder.once('exit', (code) =>
      fail(new Error(`The folder ${folder} cannot be locked (flock ended with ${code}).`)),
    );
  }).finally(() => clearTimeout(notice));
  try {
    return await work();
  } finally {
    await new Promise((done) => {
      if (holder.pid === undefined || holder.exitCode !== null) return done();
      holder.removeAllListeners('exit').once('exit', done);
      holder.stdin.end();
    });
  }
}

/** Undefined where there is none, or none that can be read. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Readable by its owner only. Replaced in one step: a reader sees the old or the new content, never half of it. */
export function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
