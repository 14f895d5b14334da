/**
 * Where the servers' programs come from, in this order: installed ones; packages unpacked privately; for root where that
 * cannot work, packages installed by apt; a Docker engine. STACK_BINARIES forces one way.
 */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { ensureDebianPackages, hasApt, installDebianPackages, packageEnvironment } from './debian.mjs';
import { dockerAnswers } from './docker.mjs';
import * as postgres from './postgres.mjs';
import { isSelfContained, newerRabbit } from './newer-rabbit.mjs';
import { cleanEnvironment, run } from './processes.mjs';
import * as rabbit from './rabbit.mjs';
import * as redis from './redis.mjs';

const SERVERS = { postgres, redis, rabbit };
const WAYS = ['installed', 'private', 'docker'];
const FINDERS = { postgres: postgresIn, redis: redisIn, rabbit: rabbitIn };

/**
 * For each wanted server its programs and the way they were got; `{ way: 'docker' }` has no programs. With a `series`
 * RabbitMQ is of that one: the installed one if it fits, else a private one, else the container of docker-compose.yml.
 */
export async function findBinaries(wanted, { log, series, forced = process.env.STACK_BINARIES }) {
  if (forced && !WAYS.includes(forced)) throw new Error(`STACK_BINARIES must be one of ${WAYS.join(', ')}.`);
  if (series && wanted.includes('rabbit')) {
    const others = wanted.filter((name) => name !== 'rabbit');
    return { ...(await findBinaries(others, { log, forced })), rabbit: await rabbitOf(series, forced, log) };
  }
  const found = {};
  const missing = () => wanted.filter((name) => !found[name]);
  const reasons = [];
  const attempt = async (way, get) => {
    if (missing().length === 0 || (forced && forced !== way)) return;
    try {
      Object.assign(found, await get(missing()));
    } catch (error) {
      reasons.push(error.message);
    }
  };
  await attempt('installed', (names) => programsIn('/', names, 'installed'));
  await attempt('private', (names) => unpackedPrograms(names, log));
  await attempt('private', (names) => installedByApt(names, reasons, log));
  await attempt('docker', async (names) => {
    if (await dockerAnswers()) return Object.fromEntries(names.map((name) => [name, { way: 'docker' }]));
    throw new Error('no Docker engine with Compose answers');
  });
  if (missing().length > 0) throw new Error(adviceFor(missing(), reasons));
  return found;
}

async function rabbitOf(series, forced, log) {
  const { rabbit: installed } = await programsIn('/', ['rabbit'], 'installed');
  if (installed && rabbit.isOf(series, installed.version)) return installed;
  if (forced === 'docker') return { way: 'docker' };
  try {
    return await newerRabbit(
      series,
      async (root) => (await programsIn(root, ['rabbit'], 'private')).rabbit,
      log,
    );
  } catch (error) {
    if (await dockerAnswers()) return { way: 'docker' };
    throw new Error(
      `No way to run RabbitMQ ${series} was found: ${error.message}; no Docker engine with Compose answers.`,
    );
  }
}

async function unpackedPrograms(names, log) {
  const { installed, root } = await ensureDebianPackages(packagesOf(names), { log });
  const programs = await programsIn(root, names, 'private');
  const absent = names.filter((name) => !programs[name]);
  if (absent.length > 0 && !installed) Object.assign(programs, await programsIn('/', absent, 'installed'));
  if (names.some((name) => !programs[name]))
    throw new Error(`the unpacked programs do not run here (${root})`);
  return programs;
}

async function installedByApt(names, reasons, log) {
  if (process.getuid?.() !== 0 || !(await hasApt()))
    throw new Error('installing packages needs apt-get and root');
  log(`A private copy does not work: ${reasons.at(-1)}.`);
  await installDebianPackages(packagesOf(names), log);
  return programsIn('/', names, 'installed');
}

/** Programs below a root, of those that really run: a missing library shows here, not later. */
async function programsIn(root, names, way) {
  const programs = {};
  await Promise.all(
    names.map(async (name) => {
      const one = FINDERS[name](root);
      if (!one) return;
      const { command, args } = one.check;
      const { ok } = await run(command, args, { env: cleanEnvironment(one.env) });
      if (ok) programs[name] = { way, ...one };
    }),
  );
  return programs;
}

function postgresIn(root) {
  const base = join(root, 'usr/lib/postgresql');
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const fromPath = root === '/' ? [onPath('postgres')].filter(Boolean).map(dirname) : [];
  const bin = [...versions.map((version) => join(base, version, 'bin')), ...fromPath].find((folder) =>
    ['postgres', 'initdb'].every((program) => existsSync(join(folder, program))),
  );
  if (!bin) return undefined;
  return {
    bin,
    env: packageEnvironment(root),
    check: { command: join(bin, 'postgres'), args: ['--version'] },
  };
}

function redisIn(root) {
  const command = root === '/' ? onPath('redis-server') : join(root, 'usr/bin/redis-server');
  if (!command || !existsSync(command)) return undefined;
  return { command, env: packageEnvironment(root), check: { command, args: ['--version'] } };
}

function rabbitIn(root) {
  const script = join(root, 'usr/lib/rabbitmq/bin/rabbitmq-server');
  const erlang = erlangIn(root) ?? erlangIn('/');
  if (!existsSync(script) || !erlang) return undefined;
  const home = dirname(dirname(realpathSync(script)));
  const env = {
    ...(isSelfContained(root) ? {} : packageEnvironment(root)),
    ...(root === '/' ? {} : { ERL_LIBS: join(root, 'usr/lib/erlang/lib') }),
    ROOTDIR: erlang.root,
    BINDIR: erlang.bin,
    EMU: 'beam',
    PROGNAME: 'erl',
  };
  const erl = join(erlang.bin, 'erlexec');
  const check = {
    command: erl,
    args: ['-noinput', '-boot', 'start_clean', '-eval', 'ok = crypto:start(), halt(0).'],
  };
  const version = basename(home).replace('rabbitmq_server-', '');
  return { home, version, erl, epmd: join(erlang.bin, 'epmd'), env, check };
}

/** Erlang's programs are called directly, with its root in the environment, because its `erl` script has a fixed path. */
function erlangIn(root) {
  const system = root === '/' ? onPath('erl') : undefined;
  const candidates = [join(root, 'usr/lib/erlang'), system && dirname(dirname(realpathSync(system)))].filter(
    Boolean,
  );
  for (const folder of candidates) {
    const version = existsSync(folder)
      ? readdirSync(folder).find((name) => name.startsWith('erts-'))
      : undefined;
    if (version) return { root: folder, bin: join(folder, version, 'bin') };
  }
  return undefined;
}

function onPath(program) {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/bin',
    '/usr/local/bin',
  ].filter(Boolean);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function packagesOf(names) {
  return names.map((name) => SERVERS[name].packageName);
}

function adviceFor(names, reasons) {
  const titles = names.map((name) => SERVERS[name].title).join(', ');
  return [
    `No way to run ${titles} was found: ${reasons.join('; ') || 'not installed'}.`,
    `Install ${packagesOf(names).join(', ')} (Debian or Ubuntu: apt-get install --no-install-recommends ${packagesOf(names).join(' ')}),`,
    'or start a Docker engine with Compose, or set POSTGRES_URL, REDIS_URL and RABBITMQ_URL to servers of your own.',
  ].join('\n');
}
