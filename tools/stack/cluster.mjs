/**
 * Three nodes of RabbitMQ 4 as one cluster on loopback, for tests: killed, isolated, made to hang, started again.
 *
 *   node tools/stack/cluster.mjs up                 starts what does not run; addresses in <STACK_DIR>/cluster.json
 *   node tools/stack/cluster.mjs start|stop|kill|hang|go-on|isolate|rejoin <node>
 *   node tools/stack/cluster.mjs reset              stops all and deletes their data
 *
 * Each node is a stack's RabbitMQ in a folder of its own; they share an epmd, a cookie, a password. A node that is isolated
 * refuses its peers and is refused, while its clients still reach it: a network that is split between the nodes.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { managementStatus } from './addresses.mjs';
import { findBinaries } from './binaries.mjs';
import { pidsOf, run } from './processes.mjs';
import * as rabbit from './rabbit.mjs';
import { choosePorts, readJson, readPorts, stackFolder, withLock, writeJson } from './state.mjs';

const NAMES = ['n1', 'n2', 'n3'];
const PORTS = ['amqp', 'management', 'dist'];
/** A node that does not answer is given up after 5 to 6 s, not after a minute. */
const TICK_SECONDS = 5;
const QUORUM_MS = 120_000;

const log = (text) => process.stdout.write(`${text}\n`);

const COMMANDS = {
  up: async (cluster) => {
    await startEpmd(cluster);
    await Promise.all(NAMES.map((name) => start(cluster, name)));
    await eventually(() => isSafeToStop(cluster, 'n1'), 'the nodes did not form a cluster');
  },
  start: async (cluster, name) => {
    await start(cluster, name);
    const others = NAMES.filter((other) => isRunning(cluster, other));
    for (const other of others)
      await eventually(() => isSafeToStop(cluster, other), `${other} stays needed for a majority`);
  },
  stop: (cluster, name) => rabbit.stop(folderOf(cluster, name)),
  kill: (cluster, name) => rabbit.stop(folderOf(cluster, name), { isQuick: true }),
  hang: (cluster, name) => signal(cluster, name, 'SIGSTOP'),
  'go-on': (cluster, name) => signal(cluster, name, 'SIGCONT'),
  isolate: (cluster, name) =>
    onNode(cluster, name, (peer) => `erlang:set_cookie(${peer}, other), erlang:disconnect_node(${peer})`),
  rejoin: (cluster, name) =>
    onNode(cluster, name, (peer) => `erlang:set_cookie(${peer}, erlang:get_cookie()), net_adm:ping(${peer})`),
  reset: async (cluster) => {
    for (const name of NAMES) signal(cluster, name, 'SIGCONT');
    await Promise.all(NAMES.map((name) => rabbit.stop(folderOf(cluster, name), { isQuick: true })));
    await rabbit.stopEpmd(cluster.folder);
    for (const name of [...NAMES, 'rabbit', 'log', 'ports.json', 'cluster.json', 'secrets.json'])
      rmSync(join(cluster.folder, name), { recursive: true, force: true });
  },
};

async function main([command, name]) {
  const work = COMMANDS[command];
  const isOfOne = !['up', 'reset'].includes(command);
  if (!work || isOfOne !== NAMES.includes(name))
    throw new Error(`Usage: cluster.mjs up | reset | <command> <${NAMES.join('|')}>; see the file's head.`);
  const folder = stackFolder();
  await withLock(folder, log, async () => work(await clusterIn(folder), name));
}

async function clusterIn(folder) {
  const names = NAMES.flatMap((name) => PORTS.map((port) => `${name}-${port}`));
  const { rabbit: binaries } = await findBinaries(['rabbit'], { log, series: '4', forced: 'private' });
  const held = NAMES.some((name) => isRunning({ folder }, name)) ? ['epmd', ...names] : [];
  // Kept for good: a node that was stopped for a moment comes back under its old addresses.
  const ports = existsSync(join(folder, 'cluster.json'))
    ? readPorts(folder)
    : await choosePorts(folder, ['epmd', ...names], new Set(held));
  return { folder, binaries, ports, secrets: secretsIn(folder) };
}

function secretsIn(folder) {
  const file = join(folder, 'secrets.json');
  const [password, cookie] = [18, 16].map((bytes) => randomBytes(bytes).toString('hex'));
  const secrets = readJson(file) ?? { password, cookie };
  writeJson(file, secrets);
  return secrets;
}

async function startEpmd({ folder, binaries, ports }) {
  const env = rabbit.environment(join(folder, 'rabbit'), binaries, ports);
  await rabbit.launchEpmd(folder, binaries, ports, env, join(folder, 'log', 'epmd.log'));
}

async function start(cluster, name) {
  const { folder, binaries, ports } = cluster;
  mkdirSync(folderOf(cluster, name), { recursive: true });
  await rabbit.start({
    dir: folderOf(cluster, name),
    binaries,
    ports: portsOf(ports, name),
    logFile: join(folder, 'log', `${name}.log`),
    member: { name, peers: NAMES, tickSeconds: TICK_SECONDS, ...cluster.secrets },
  });
  const addresses = NAMES.map((each) => ({
    name: each,
    ...rabbit.addressesOf(portsOf(ports, each), cluster.secrets.password),
  }));
  writeJson(join(folder, 'cluster.json'), addresses);
}

const folderOf = ({ folder }, name) => join(folder, name);
const portsOf = (ports, name) => ({
  epmd: ports.epmd,
  ...Object.fromEntries(PORTS.map((port) => [port, ports[`${name}-${port}`]])),
});
const isRunning = (cluster, name) => rabbit.isRunning(folderOf(cluster, name));

/** Whether every queue keeps its majority without this node. */
async function isSafeToStop({ ports, secrets }, name) {
  const { rabbitManagementUrl } = rabbit.addressesOf(portsOf(ports, name), secrets.password);
  return (await managementStatus(rabbitManagementUrl, '/api/health/checks/node-is-quorum-critical')) === 200;
}

function signal(cluster, name, which) {
  for (const pid of pidsOf(rabbit.serverIn(folderOf(cluster, name)))) process.kill(pid, which);
}

/** Has a node do something about each of its peers, by a hidden node that knows the cookie and ends at once. */
async function onNode({ folder, binaries, ports, secrets }, name, about) {
  const node = rabbit.nodeName(name);
  const peers = NAMES.filter((other) => other !== name).map((other) => `'${rabbit.nodeName(other)}'`);
  const calls = peers.map((peer) => `${about(peer)}`).join(', ');
  const program = [
    `{ok, Tokens, _} = erl_scan:string("${calls}.")`,
    '{ok, Words} = erl_parse:parse_exprs(Tokens)',
    `{value, _, _} = rpc:call('${node}', erl_eval, exprs, [Words, []], 20000)`,
    'halt(0).',
  ].join(', ');
  const args = [
    ...['-noinput', '-hidden', '-name', rabbit.nodeName(`control${process.pid}`)],
    ...['-setcookie', secrets.cookie, '-eval', program],
  ];
  const env = rabbit.environment(join(folder, name, 'rabbit'), binaries, portsOf(ports, name));
  const { ok, stdout, stderr } = await run(binaries.erl, args, { env, timeoutMs: 30_000 });
  if (!ok) throw new Error(`${name} did not do it: ${stdout}${stderr}`);
}

async function eventually(isTrue, otherwise) {
  const deadline = Date.now() + QUORUM_MS;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await delay(200);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
