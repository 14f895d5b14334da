/** Programs that are measured, each as a process of its own: its CPU time and memory are its own too. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../packages.mjs';

const ticksPerSecond = 100;
const readyTimeoutMs = 60_000;
const running = new Set();

/** Starts a script of tools/bench; resolves when it has printed `ready`. A line of ours lets it begin. */
export async function startProgram(script, env) {
  const child = spawn(process.execPath, [join(root, 'tools', 'bench', script)], {
    env: { PATH: process.env.PATH, NODE_PATH: process.env.NODE_PATH, NODE_ENV: 'production', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const program = programOf(child);
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${script} is not ready`)), readyTimeoutMs);
    createInterface(child.stdout).on('line', (line) => {
      if (line !== 'ready') return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return program;
}

/** Starts a service and resolves when it answers at `url` plus its health path. */
export async function startService(name, env, url) {
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, join(root, 'apps', name, 'dist', 'main.js')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const program = programOf(child);
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await isAnswering(`${url}/health/start`))) {
    if (program.hasEnded()) throw new Error(`${name} ended while starting`);
    if (Date.now() > deadline) throw new Error(`${name} is not ready`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return program;
}

const isAnswering = (url) =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );

/** Ends every program that still runs: for a bench that is interrupted. */
export const stopPrograms = () => Promise.all([...running].map((program) => program.stop()));

function programOf(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const program = {
    pid: child.pid,
    hasEnded,
    ended,
    begin: () => child.stdin.write('begin\n'),
    cpuSeconds: () => cpuSecondsOf(child.pid),
    stop: () => {
      if (!hasEnded()) child.kill('SIGTERM');
      return ended;
    },
  };
  running.add(program);
  void ended.then(() => running.delete(program));
  return program;
}

/** User and system time of a process so far. */
export function cpuSecondsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** The most memory a process ever held, in megabytes. */
export const peakMemoryOf = (pid) => megabytesOf(pid, 'VmHWM');

/** What it holds now. */
export const memoryOf = (pid) => megabytesOf(pid, 'VmRSS');

function megabytesOf(pid, name) {
  const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) / 1024;
}

/** A port of the loopback address that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
