import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.lock-sha256');

/**
 * Installs exactly what package-lock.json says, unless that was done already. Resolves with the seconds it took.
 * One at a time: npm holds the lock itself, so also one whose starter was killed is waited for.
 */
export async function ensurePackages() {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return 0;
  const begun = Date.now();
  const npm = ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...words] = hasFlock()
    ? ['flock', '--no-fork', join(root, 'package-lock.json'), ...npm]
    : npm;
  const code = await run(command, words, { quiet: true });
  if (code !== 0) throw new Error('npm ci failed: see its lines above; it needs a reachable npm registry');
  writeFileSync(stamp, digest);
  return (Date.now() - begun) / 1000;
}

const hasFlock = () => spawnSync('flock', ['--version'], { stdio: 'ignore' }).status === 0;

/** Compiles every project that changed since the last time. */
export async function ensureBuilt() {
  const code = await run(process.execPath, [tool('typescript', 'bin/tsc'), '-b', 'tsconfig.build.json']);
  if (code !== 0) throw new Error('the build failed: see its lines above');
}

/** The same for a start: nothing is checked that was never built before, which takes a second instead of half a minute. */
export async function ensureRunnable() {
  const { compileUnlessBuilt } = await import('../libs/platform/scripts/compile.mjs');
  if (!(await compileUnlessBuilt(root))) await ensureBuilt();
}

/** Builds the console's web app, unless its sources are the same as the last time. */
export async function ensureWebBuilt() {
  if ((await run(process.execPath, ['apps/console-web/scripts/build.mjs'], { quiet: true })) !== 0)
    throw new Error('the web app was not built: see its lines above');
}

/** The script of an installed package, to be run with this Node. */
export const tool = (name, script) => join(root, 'node_modules', name, script);

const running = new Set();

/** Ends the commands that `run` started, and resolves when they are gone. */
export async function endCommands() {
  await Promise.all(
    [...running].map((child) => {
      const gone = new Promise((done) => child.once('close', done));
      child.kill();
      return gone;
    }),
  );
}

/**
 * Runs a command in the workspace and resolves with its exit code. `quiet` shows its standard output only on failure; with
 * `held` all it says comes at its end, in one piece. It is ended, as failed, after `timeoutMs`.
 */
export function run(command, args, { env = {}, quiet = false, held = false, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet || held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'],
    });
    running.add(child);
    const timeout = timeoutMs && setTimeout(() => child.kill(), timeoutMs);
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
    const ended = () => {
      clearTimeout(timeout);
      running.delete(child);
    };
    child.once('error', (error) => {
      ended();
      reject(error);
    });
    child.once('close', (code, signal) => {
      ended();
      if (held || code !== 0) process.stdout.write(Buffer.concat(said));
      if (timeoutMs && signal)
        console.error(`${args[0]} was ended by ${signal}; it may take ${timeoutMs / 60_000} minutes`);
      resolve(code ?? 1);
    });
  });
}
