/**
 * RabbitMQ of a stack: everything in `<dir>/rabbit`, loopback only, with an epmd of its own so that nothing outlives it
 * and stacks do not see each other.
 *
 * Erlang is started directly rather than by RabbitMQ's shell script, which breaks on a path with spaces and leaves a shell
 * between us and the server; the arguments are those the script would pass.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { amqpAnswers, managementStatus } from './addresses.mjs';
import { SERIES } from './newer-rabbit.mjs';
import { cleanEnvironment, pidsOf, startServer, stopServer } from './processes.mjs';

export const title = 'RabbitMQ';
export const portNames = ['amqp', 'management', 'dist', 'epmd'];
export const dataFolders = ['rabbit'];
export const packageName = 'rabbitmq-server';

const PLUGINS =
  '[rabbitmq_management,rabbitmq_consistent_hash_exchange,rabbitmq_shovel,rabbitmq_shovel_management].\n';

/** Dead-lettering to a missing queue is retried every 2 s instead of every 3 minutes. */
const ADVANCED = '[{rabbit, [{dead_letter_worker_publisher_confirm_timeout, 2000}]}].\n';

export function isRunning(dir) {
  return pidsOf(serverIn(dir)).length > 0;
}

/**
 * The series to start (undefined: whatever the system has): the one that is asked for, else the one whose data the folder
 * holds. Data of one series are not for another, so a wish that does not fit is refused.
 */
export function seriesOf(dir, asked) {
  const { folder } = serverIn(dir);
  const file = join(folder, 'version');
  if (!existsSync(join(folder, 'mnesia'))) return asked;
  const held = existsSync(file) ? readFileSync(file, 'utf8') : '3.10';
  if (asked && !isOf(asked, held))
    throw new Error(
      `The stack in ${dir} holds data of RabbitMQ ${held}, not ${asked}: choose another STACK_DIR, or delete them with reset.`,
    );
  return asked ?? SERIES.find((series) => isOf(series, held));
}

/** `4.0.5` is of the series 4 and 4.0. */
export function isOf(series, version) {
  return `${version}.`.startsWith(`${series}.`);
}

/**
 * With `member` the node is one of a cluster (cluster.mjs): its own name, names of all, how soon silence is noticed, the
 * password and the cookie that they share. Their epmd runs already.
 */
export async function start({ dir, binaries, ports, logFile, member }) {
  const { folder } = serverIn(dir);
  mkdirSync(join(folder, 'home'), { recursive: true });
  if (member) writeCookie(join(folder, 'home'), member.cookie);
  const password = member?.password ?? passwordIn(folder);
  const { rabbitUrl, rabbitManagementUrl } = addressesOf(ports, password);
  await startServer({
    title,
    ...serverIn(dir),
    launch: async () => {
      writeConfiguration(folder, ports, password, member);
      writeFileSync(join(folder, 'version'), binaries.version);
      const env = environment(folder, binaries, ports, member?.name);
      if (!member) await startEpmd(dir, binaries, ports, env, logFile);
      return { command: binaries.erl, args: erlangArguments(member), env };
    },
    logFile,
    isReady: async () =>
      (await managementStatus(rabbitManagementUrl, '/api/health/checks/virtual-hosts')) === 200 &&
      (await amqpAnswers(ports.amqp)),
  });
  return { rabbitUrl, rabbitManagementUrl };
}

/** Closes queues in order (about 6 s), unless `isQuick`. */
export async function stop(dir, { isQuick = false } = {}) {
  await stopServer({ title, ...serverIn(dir), signal: isQuick ? 'SIGKILL' : 'SIGTERM' });
  await stopEpmd(dir);
}

export async function stopEpmd(dir) {
  await stopServer({ title: 'epmd', ...epmdIn(dir), signal: 'SIGTERM' });
}

export function addressesOf(ports, password) {
  return {
    rabbitUrl: `amqp://app:${password}@127.0.0.1:${ports.amqp}`,
    rabbitManagementUrl: `http://app:${password}@127.0.0.1:${ports.management}`,
  };
}

/** An address, so that a system without /etc/hosts will do. */
export function nodeName(name) {
  return `${name}@127.0.0.1`;
}

export function serverIn(dir) {
  return { program: 'beam.smp', folder: join(dir, 'rabbit') };
}

function epmdIn(dir) {
  return { program: 'epmd', folder: join(dir, 'rabbit') };
}

/** An epmd left over from a killed start may listen on a port that was replaced since, so it is always a new one. */
async function startEpmd(dir, binaries, ports, env, logFile) {
  await stopEpmd(dir);
  await launchEpmd(dir, binaries, ports, env, logFile);
}

/** Starts an epmd unless it runs; nodes of a cluster find each other by theirs. */
export async function launchEpmd(dir, binaries, ports, env, logFile) {
  mkdirSync(epmdIn(dir).folder, { recursive: true });
  const args = ['-port', String(ports.epmd), '-address', '127.0.0.1', '-relaxed_command_check'];
  await startServer({
    title: 'epmd',
    ...epmdIn(dir),
    launch: () => ({ command: binaries.epmd, args, env }),
    logFile,
    isReady: async () => pidsOf(epmdIn(dir)).length > 0,
  });
}

/** Made once and kept beside the data, because RabbitMQ takes the default user's password at its first start only. */
function passwordIn(folder) {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(18).toString('hex'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8');
}

/** What nodes prove to each other that they belong together with; Erlang wants the file closed to all others. */
function writeCookie(home, cookie) {
  const file = join(home, '.erlang.cookie');
  if (!existsSync(file)) writeFileSync(file, cookie, { mode: 0o400 });
}

function writeConfiguration(folder, ports, password, member) {
  const settings = {
    'listeners.tcp.1': `127.0.0.1:${ports.amqp}`,
    'management.tcp.ip': '127.0.0.1',
    'management.tcp.port': ports.management,
    default_user: 'app',
    default_pass: password,
    'default_user_tags.administrator': 'true',
    'vm_memory_high_watermark.absolute': '1GB',
    'disk_free_limit.absolute': '200MB',
    ...(member ? membership(member) : {}),
  };
  const text = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  writeFileSync(join(folder, 'rabbitmq.conf'), text.join(''), { mode: 0o600 });
  writeFileSync(join(folder, 'advanced.config'), ADVANCED);
  writeFileSync(join(folder, 'enabled_plugins'), PLUGINS);
  writeFileSync(join(folder, 'rabbitmq-env.conf'), '');
}

/** Every node knows all the others by name, so no command has to join them. */
function membership({ peers }) {
  const nodes = peers.map((peer, index) => [
    `cluster_formation.classic_config.nodes.${index + 1}`,
    nodeName(peer),
  ]);
  return { 'cluster_formation.peer_discovery_backend': 'classic_config', ...Object.fromEntries(nodes) };
}

/**
 * File names pass through as bytes (LC_ALL=C),
 * because the management plugin fails on a decoded path with letters outside Latin 1.
 */
export function environment(folder, binaries, ports, name = 'app') {
  return cleanEnvironment({
    ...binaries.env,
    LC_ALL: 'C',
    HOME: join(folder, 'home'),
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // A node that looks for its peers asks them by a second Erlang, which it starts under this name.
    PROGNAME: binaries.erl,
    ERL_MAX_ETS_TABLES: '50000',
    ERL_MAX_PORTS: '65536',
    ERL_LIBS: [join(binaries.home, 'plugins'), binaries.env.ERL_LIBS].filter(Boolean).join(':'),
    RABBITMQ_HOME: binaries.home,
    RABBITMQ_NODENAME: nodeName(name),
    RABBITMQ_USE_LONGNAME: 'true',
    RABBITMQ_DIST_PORT: String(ports.dist),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: folder,
    RABBITMQ_LOGS: '-',
    RABBITMQ_PLUGINS_DIR: join(binaries.home, 'plugins'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'rabbitmq-env.conf'),
    RABBITMQ_PID_FILE: join(folder, 'rabbit.pid'),
  });
}

/** `none` keeps idle schedulers from spinning; the allocator settings are RabbitMQ's own. */
function erlangArguments(member) {
  return [
    ...(member ? ['-kernel', 'net_ticktime', String(member.tickSeconds)] : []),
    ...['-noinput', '-s', 'rabbit', 'boot', '-boot', 'start_sasl', '+W', 'w', '+B', 'i'],
    ...['+MBas', 'ageffcbf', '+MHas', 'ageffcbf', '+MBlmbcs', '512', '+MHlmbcs', '512', '+MMmcs', '30'],
    ...['+P', '1048576', '+t', '5000000', '+stbt', 'db', '+zdbbl', '128000'],
    ...['+sbwt', 'none', '+sbwtdcpu', 'none', '+sbwtdio', 'none'],
    ...[
      '-kernel',
      'inet_dist_use_interface',
      '{127,0,0,1}',
      '-kernel',
      'prevent_overlapping_partitions',
      'false',
    ],
    ...['-syslog', 'logger', '[]', '-syslog', 'syslog_error_logger', 'false'],
  ];
}
