/** Redis of a stack: append-only file in `<dir>/redis`, nothing evicted, loopback only. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { redisAnswers } from './addresses.mjs';
import { cleanEnvironment, pidsOf, startServer, stopServer } from './processes.mjs';

export const title = 'Redis';
export const portNames = ['redis'];
export const dataFolders = ['redis'];
export const packageName = 'redis-server';

export function isRunning(dir) {
  return pidsOf(identityIn(dir)).length > 0;
}

export async function start({ dir, binaries, ports, logFile }) {
  await startServer({
    title,
    ...identityIn(dir),
    launch: () => launchPlan(dir, binaries, ports),
    logFile,
    isReady: () => redisAnswers(ports.redis),
  });
  return { redisUrl: `redis://127.0.0.1:${ports.redis}` };
}

/** Writes the append-only file out first, unless `isQuick`. */
export async function stop(dir, { isQuick = false } = {}) {
  await stopServer({ title, ...identityIn(dir), signal: isQuick ? 'SIGKILL' : 'SIGTERM' });
}

function launchPlan(dir, binaries, ports) {
  const { folder } = identityIn(dir);
  mkdirSync(folder, { recursive: true });
  const settings = {
    port: String(ports.redis),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return { command: binaries.command, args, env: cleanEnvironment(binaries.env) };
}

function identityIn(dir) {
  return { program: 'redis-server', folder: join(dir, 'redis') };
}
