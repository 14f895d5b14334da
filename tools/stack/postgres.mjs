/**
 * PostgreSQL of a stack: database files in `<dir>/postgres`, superuser `app`, loopback only.
 *
 * A commit survives a crash (fsync and synchronous_commit stay on). The database files appear under their final name only
 * when complete, so an interrupted initialisation is redone. PostgreSQL refuses to run as root; root therefore hands it to
 * the owner of existing files, else to the user `postgres` or `nobody`.
 */
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { postgresAnswers } from './addresses.mjs';
import { cleanEnvironment, commandLineOf, pidsOf, run, startServer, stopServer } from './processes.mjs';

export const title = 'PostgreSQL';
export const portNames = ['postgres'];
export const dataFolders = ['postgres', 'postgres.new'];
export const packageName = 'postgresql';

export function isRunning(dir) {
  return postmasters(dir).length > 0;
}

export async function start({ dir, binaries, ports, logFile }) {
  if (!isRunning(dir)) await stop(dir);
  await startServer({
    title,
    ...identityIn(dir),
    launch: () => launchPlan(dir, binaries, ports),
    logFile,
    isReady: () => postgresAnswers(ports.postgres),
  });
  return { postgresUrl: `postgres://app@127.0.0.1:${ports.postgres}/postgres` };
}

/** Rolls back open transactions and writes everything out; `isQuick` skips that, for data about to be deleted. */
export async function stop(dir, { isQuick = false } = {}) {
  await stopServer({ title, ...identityIn(dir), signal: isQuick ? 'SIGQUIT' : 'SIGINT' });
}

async function launchPlan(dir, binaries, ports) {
  const { folder } = identityIn(dir);
  const identity = await unprivilegedIdentity(dir, binaries);
  if (!existsSync(folder)) await initialise(folder, binaries, identity);
  dropForeignPidFile(folder);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    // Memory and log for much that is written at once, as docker-compose.yml has them.
    shared_buffers: '1GB',
    max_wal_size: '4GB',
    wal_compression: 'lz4',
    fsync: 'on',
    synchronous_commit: 'on',
    timezone: zone(),
    log_timezone: zone(),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', folder, '-p', String(ports.postgres), ...options];
  return launchAs(identity, join(binaries.bin, 'postgres'), args, binaries.env);
}

function identityIn(dir) {
  return { program: 'postgres', folder: join(dir, 'postgres') };
}

/** Without the postmaster only its orphaned children are left, and those end by themselves or are stopped. */
function postmasters(dir) {
  return pidsOf(identityIn(dir)).filter((pid) => commandLineOf(pid).includes('-D'));
}

async function initialise(folder, binaries, identity) {
  const draft = `${folder}.new`;
  await stopServer({ title: 'initdb', program: 'initdb', folder: draft, signal: 'SIGKILL' });
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (identity) chownSync(draft, identity.uid, identity.gid);
  const args = ['-D', draft, '-U', 'app', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const plan = launchAs(identity, join(binaries.bin, 'initdb'), args, binaries.env);
  const result = await run(plan.command, plan.args, { env: plan.env, cwd: draft });
  if (!result.ok)
    throw new Error(
      `PostgreSQL's data could not be initialised: ${result.stderr.trim() || result.stdout.trim()}`,
    );
  renameSync(draft, folder);
}

/** PostgreSQL trusts a pid file whose number now belongs to any other process, and would refuse to start. */
function dropForeignPidFile(folder) {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!commandLineOf(pid).includes(folder)) rmSync(file, { force: true });
}

/** Minimal systems have no time zone files; GMT is built in and the same. */
function zone() {
  return existsSync('/usr/share/zoneinfo/UTC') ? 'UTC' : 'GMT';
}

function launchAs(identity, command, args, extra) {
  const env = cleanEnvironment(extra);
  if (!identity) return { command, args, env };
  return { command: 'setpriv', args: [...identity.options, command, ...args], env };
}

/**
 * Whom root runs PostgreSQL as. When that user cannot walk down to the stack (a repository under /root), it is given the
 * one capability that opens folders (no_setuid_fixup makes access() respect it); undefined when we are not root.
 */
async function unprivilegedIdentity(dir, binaries) {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await unprivilegedUser(join(dir, 'postgres'));
  const plain = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const opened = [
    ...plain,
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  for (const options of [plain, opened]) {
    const reach = await run('setpriv', [
      ...options,
      'sh',
      '-c',
      'cd "$1" && test -x "$2"',
      'sh',
      dir,
      join(binaries.bin, 'postgres'),
    ]);
    if (reach.ok) return { uid, gid, options };
  }
  throw new Error(
    `PostgreSQL may not run as root, and user ${uid} cannot reach ${dir}. Set STACK_DIR to a folder others may enter, or run as an ordinary user.`,
  );
}

async function unprivilegedUser(folder) {
  const owner = existsSync(folder) ? statSync(folder) : undefined;
  if (owner && owner.uid !== 0) return owner;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
    if (uid.ok && gid.ok) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return { uid: 65_534, gid: 65_534 };
}
