/**
 * The local stack: PostgreSQL, Redis and RabbitMQ for one folder, started without root, Docker or npm packages where the
 * system allows it. Several stacks live side by side, each with its own ports and data.
 *
 * Guaranteed: what `up` returns answers; servers outlive the caller; data survives a kill of any of them; commands on one
 * folder wait for each other; `down` leaves no process. Addresses in the environment win (POSTGRES_URL, REDIS_URL,
 * RABBITMQ_URL with RABBITMQ_MANAGEMENT_URL): such a server is checked and otherwise left alone.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { givenAddresses } from './addresses.mjs';
import { findBinaries } from './binaries.mjs';
import { areContainersRunning, removeContainers, startContainers } from './docker.mjs';
import { SERIES } from './newer-rabbit.mjs';
import * as postgres from './postgres.mjs';
import * as rabbit from './rabbit.mjs';
import * as redis from './redis.mjs';
import {
  choosePorts,
  forgetState,
  isPortFree,
  readPorts,
  readState,
  stackFolder,
  withLock,
  writeState,
} from './state.mjs';

export { ensureDebianPackages, packageEnvironment } from './debian.mjs';

const SERVERS = { postgres, redis, rabbit };
/** What `npm start` keeps beside the servers and what means nothing without their data. */
const SYSTEM = ['sandbox', 'keys.json', 'service-ports.json', 'run.json'];

/**
 * Starts what does not run yet and returns once all of it answers:
 * `{ postgresUrl, redisUrl, rabbitUrl, rabbitManagementUrl, mode }`. `postgresUrl` is a superuser's address of the database
 * `postgres`, `rabbitUrl` an administrator's on vhost `/`. `mode` tells where the servers come from.
 * `rabbit` (or STACK_RABBIT) asks for a series of RabbitMQ; a stack keeps the one that it began with.
 */
export async function up({ dir, rabbit: series = process.env.STACK_RABBIT, log = () => {} } = {}) {
  const folder = stackFolder(dir);
  if (series && !SERIES.includes(series))
    throw new Error(`RabbitMQ ${series} is not offered here; known are ${SERIES.join(' and ')}.`);
  const given = await givenAddresses(process.env);
  const wanted = Object.keys(SERVERS).filter((name) => !given[name]);
  if (wanted.length === 0) return outcome({}, Object.values(given));
  return withLock(folder, log, async () => {
    const ways = await waysOf(folder, wanted, series, log);
    const heldPorts = portNamesOf(wanted.filter((name) => ways[name].isRunning));
    const ports = await choosePorts(folder, portNamesOf(wanted), new Set(heldPorts));
    const recorded = Object.fromEntries(wanted.map((name) => [name, ways[name].way]));
    writeState(folder, { ...readState(folder), ways: { ...readState(folder)?.ways, ...recorded } });
    const started = await startAll(folder, ways, ports, log);
    const result = outcome(recorded, [...Object.values(given), ...started]);
    writeState(folder, { ...result, ways: { ...readState(folder)?.ways, ...recorded } });
    return result;
  });
}

/** Stops all servers of the folder, those of an interrupted start too; data stays. Nothing running is fine. */
export async function down({ dir, log = () => {} } = {}) {
  const folder = stackFolder(dir);
  await withLock(folder, log, () => stopAll(folder, { isReset: false }));
}

/**
 * Stops everything and deletes the data (of a system that ran on it too: its sandbox and keys), ports, password and logs.
 * Unpacked packages and other stacks stay.
 */
export async function reset({ dir, log = () => {} } = {}) {
  const folder = stackFolder(dir);
  await withLock(folder, log, async () => {
    await stopAll(folder, { isReset: true });
    const names = [
      ...Object.values(SERVERS).flatMap((server) => server.dataFolders),
      ...SYSTEM,
      'log',
      'ports.json',
    ];
    for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
  });
}

/** Per server: does it run, where it comes from, which port; plus the addresses of the last successful start. */
export async function status({ dir } = {}) {
  const folder = stackFolder(dir);
  const { ways = {}, ...addresses } = readState(folder) ?? {};
  const ports = readPorts(folder);
  const servers = {};
  for (const [name, server] of Object.entries(SERVERS)) {
    const isContainer = ways[name] === 'docker';
    const isRunning = isContainer ? await areContainersRunning(folder, [name]) : server.isRunning(folder);
    servers[name] = { title: server.title, isRunning, way: ways[name], port: ports[server.portNames[0]] };
  }
  return { dir: folder, servers, addresses };
}

/** How each wanted server is run: a running one as before, the others as the system allows. */
async function waysOf(folder, wanted, asked, log) {
  const series = wanted.includes('rabbit') ? rabbit.seriesOf(folder, asked) : undefined;
  const before = readState(folder)?.ways ?? {};
  const ways = {};
  for (const name of wanted) {
    const isContainer = before[name] === 'docker' && (await areContainersRunning(folder, [name]));
    if (isContainer || SERVERS[name].isRunning(folder))
      ways[name] = { way: before[name] ?? 'private', isRunning: true };
  }
  const missing = wanted.filter((name) => !ways[name]);
  return { ...ways, ...(missing.length > 0 ? await findBinaries(missing, { log, series }) : {}) };
}

/** All at once. When one fails, those this call started are stopped again, and the first failure is reported. */
async function startAll(folder, ways, ports, log) {
  const names = Object.keys(ways);
  const inDocker = names.filter((name) => ways[name].way === 'docker');
  const native = names.filter((name) => ways[name].way !== 'docker');
  const isNew = native.some((name) => !ways[name].isRunning);
  if (inDocker.some((name) => !ways[name].isRunning)) {
    log('Starting containers in Docker; the first time their images are fetched.');
  }
  if (isNew) log(`Starting ${native.map((name) => SERVERS[name].title).join(', ')} (about 8 s).`);
  const results = await Promise.allSettled([
    ...native.map((name) => startOne(name, folder, ways[name], ports, log)),
    ...(inDocker.length > 0 ? [startContainers(folder, inDocker, ports)] : []),
  ]);
  const failure = results.find((result) => result.status === 'rejected');
  if (!failure) return results.map((result) => result.value);
  await Promise.all(native.filter((name) => !ways[name].isRunning).map((name) => SERVERS[name].stop(folder)));
  throw failure.reason;
}

/** A start that fails because somebody took a port in the meantime is tried once more on another. */
async function startOne(name, folder, binaries, ports, log) {
  const server = SERVERS[name];
  const startedAt = Date.now();
  const attempt = (current) =>
    server.start({ dir: folder, binaries, ports: current, logFile: join(folder, 'log', `${name}.log`) });
  const result = await attempt(ports).catch(async (error) => {
    if (!binaries.isRunning) await server.stop(folder);
    const areFree = await Promise.all(server.portNames.map((port) => isPortFree(ports[port])));
    if (server.isRunning(folder) || areFree.every(Boolean)) throw error;
    log(`${server.title}: a port was taken meanwhile; trying another.`);
    return attempt(await choosePorts(folder, server.portNames, new Set()));
  });
  if (!binaries.isRunning)
    log(
      `${server.title} is ready on port ${ports[server.portNames[0]]} (${((Date.now() - startedAt) / 1000).toFixed(1)} s).`,
    );
  return result;
}

async function stopAll(folder, { isReset }) {
  const ways = readState(folder)?.ways ?? {};
  await Promise.all(Object.values(SERVERS).map((server) => server.stop(folder, { isQuick: isReset })));
  if (Object.values(ways).includes('docker')) await removeContainers(folder, { withData: isReset });
  if (Object.values(ways).includes('docker') && !isReset) writeState(folder, { ways });
  else forgetState(folder);
}

function portNamesOf(names) {
  return names.flatMap((name) => SERVERS[name].portNames);
}

function outcome(ways, addresses) {
  const mode = [...new Set(Object.values(ways))].sort().join('+') || 'external';
  return { ...Object.assign({}, ...addresses), mode };
}
