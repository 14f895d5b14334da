/** What the stack's tests share: its command line, a look at its processes, and clients of the three servers. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from './binaries.mjs';
import { pidsOf, run } from './processes.mjs';
import { REPOSITORY } from './state.mjs';

const PROGRAMS = { postgres: 'postgres', 'redis-server': 'redis', 'beam.smp': 'rabbit', epmd: 'rabbit' };
const OWN = /^(STACK_|POSTGRES_|REDIS_|RABBITMQ_)/;
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !OWN.test(name)),
);

/** A folder for a test file's stacks; `remove` stops whatever runs in those named and deletes it. */
export function testFolder() {
  const base = mkdtempSync(join(tmpdir(), 'stack-test-'));
  const remove = async (names) => {
    for (const name of names) if (existsSync(join(base, name))) await stack(join(base, name), 'reset').ended;
    rmSync(base, { recursive: true, force: true });
  };
  return { base, remove };
}

export function stack(dir, command, env = {}) {
  const child = spawn(process.execPath, [join(REPOSITORY, 'tools/stack/cli.mjs'), command], {
    env: { ...environment, STACK_DIR: dir, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = new Promise((done) => child.on('close', (code) => done({ code, output })));
  return { child, ended };
}

export async function succeed(dir, command, env) {
  const { code, output } = await stack(dir, command, env).ended;
  assert.equal(code, 0, output);
  return output;
}

export async function refuse(dir, env) {
  const { code, output } = await stack(dir, 'up', env).ended;
  assert.equal(code, 1, output);
  return output;
}

export const stateOf = (dir) => JSON.parse(readFileSync(join(dir, 'stack.json'), 'utf8'));
export const processesOf = (dir) =>
  Object.entries(PROGRAMS).flatMap(([program, name]) => pidsOf({ program, folder: join(dir, name) }));
export async function eventually(check, limitMs = 90_000) {
  const deadline = Date.now() + limitMs;
  while (!check()) {
    assert.ok(Date.now() < deadline, `did not become true: ${check}`);
    await delay(5);
  }
}

export async function sql(dir, statement) {
  const { postgres } = await findBinaries(['postgres'], { log: () => {}, forced: null });
  const { ok, stdout, stderr } = await run(
    join(postgres.bin, 'psql'),
    [stateOf(dir).postgresUrl, '-XAtc', statement],
    { env: { ...environment, ...postgres.env } },
  );
  assert.ok(ok, stderr);
  return stdout.trim();
}

export function redis(dir, words) {
  const { hostname, port } = new URL(stateOf(dir).redisUrl);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.end(`${words}\r\n`));
    socket.once('error', fail).once('data', (chunk) => done(String(chunk)));
  });
}

export async function broker(dir, method, path, body) {
  const url = new URL(`/api/${path}`, stateOf(dir).rabbitManagementUrl);
  const authorization = `Basic ${Buffer.from(`${url.username}:${url.password}`).toString('base64')}`;
  url.username = url.password = '';
  const response = await fetch(url, {
    method,
    headers: { authorization, connection: 'close', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.status === 204 || response.status === 201 ? undefined : response.json();
}
