/**
 * Programs from Debian or Ubuntu packages, without root and without touching the system.
 *
 * Packages that are not installed are downloaded by apt and unpacked below `.stack/packages`, together with exactly the
 * dependencies this system lacks. No package script runs and no service is registered. All stacks share the folder.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { readJson, REPOSITORY, withLock, writeJson } from './state.mjs';

const POLICY_FILE = '/usr/sbin/policy-rc.d';
const POLICY =
  '#!/bin/sh\n# Put here by the stack tool while it installs packages: no service may start.\nexit 101\n';

/** Never unpacked: an own C library beside the system's loader would crash every program. */
const NEVER_UNPACKED = /^(libc6|libc-bin|libc-l10n|locales|base-files|dpkg|apt)$/;

/**
 * Makes packages usable: `root` is '/' when all are installed already, else the folder they are unpacked in (find programs
 * at `<root>/usr/bin`, and run them with `packageEnvironment(root)`). Rejects where apt cannot deliver them.
 */
export async function ensureDebianPackages(
  names,
  { dir = join(REPOSITORY, '.stack', 'packages'), log = () => {} } = {},
) {
  if (!(await hasApt())) throw new Error('this system has no apt-get and dpkg');
  if (await areInstalled(names)) return { installed: true, root: '/' };
  mkdirSync(dir, { recursive: true });
  const folder = realpathSync(dir);
  const root = join(folder, 'root');
  if (!isComplete(folder, names)) {
    await withLock(folder, log, async () => {
      if (!isComplete(folder, names)) await fetchAndUnpack(names, folder, root, log);
    });
  }
  return { installed: false, root };
}

/** What programs unpacked at `root` need in their environment to find each other and their libraries. */
export function packageEnvironment(root) {
  if (root === '/') return {};
  const libraries = ['usr/lib', 'lib'].flatMap((name) => {
    const base = join(root, name);
    const nested = existsSync(base) ? readdirSync(base).filter((entry) => /-linux-gnu/.test(entry)) : [];
    return [...nested.map((entry) => join(base, entry)), base];
  });
  const programs = ['usr/sbin', 'usr/bin', 'sbin', 'bin'].map((name) => join(root, name));
  return {
    LD_LIBRARY_PATH: libraries.join(':'),
    PATH: [...programs, process.env.PATH ?? '/usr/bin:/bin'].join(':'),
  };
}

/** Installs packages for the whole system; only for root. No service is started by it. */
export async function installDebianPackages(names, log) {
  log(`Installing ${names.join(', ')} for the whole system with apt-get; no service will be started.`);
  const isOurs = !existsSync(POLICY_FILE) || readFileSync(POLICY_FILE, 'utf8') === POLICY;
  if (isOurs) writeFileSync(POLICY_FILE, POLICY, { mode: 0o755 });
  try {
    const env = { ...aptEnvironment(), DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    const result = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
    if (!result.ok) throw new Error(`apt-get install failed: ${lastLine(result)}`);
  } finally {
    if (isOurs) rmSync(POLICY_FILE, { force: true });
  }
}

export async function hasApt() {
  const found = await Promise.all(['apt-get', 'dpkg'].map((command) => run(command, ['--version'])));
  return found.every((result) => result.ok);
}

async function areInstalled(names) {
  const result = await run('dpkg-query', ['-W', '-f', '${db:Status-Status}\\n', ...names]);
  return (
    result.ok &&
    result.stdout
      .trim()
      .split('\n')
      .every((status) => status === 'installed')
  );
}

/** The system's package lists are tried first; where they are missing or too old, fresh ones are fetched into our folder. */
async function fetchAndUnpack(names, folder, root, log) {
  const startedAt = Date.now();
  log(`Fetching ${names.join(', ')} (once; unpacked in ${folder}, nothing is installed).`);
  try {
    await fetchWith([], names, folder, root, log);
  } catch {
    const options = privateApt(join(folder, 'apt'));
    log('The package lists of this system are missing or old; fetching own ones.');
    const update = await run('apt-get', [...options, 'update'], { env: aptEnvironment() });
    if (!update.ok) throw new Error(`apt-get update failed: ${lastLine(update)}`);
    await fetchWith(options, names, folder, root, log);
    rmSync(join(folder, 'apt'), { recursive: true, force: true });
  }
  writeManifest(folder, {
    ...readManifest(folder),
    complete: [...new Set([...readManifest(folder).complete, ...names])],
  });
  log(`Packages are ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s).`);
}

async function fetchWith(options, names, folder, root, log) {
  const missing = (await missingPackages(options, names)).filter(
    ({ name, version }) => readManifest(folder).unpacked[name] !== version,
  );
  if (missing.length === 0) return;
  log(`Downloading ${missing.length} packages.`);
  const wanted = missing.map(({ name, version }) => `${name}=${version}`);
  await downloadAndUnpack(options, wanted, join(folder, 'archives'), root);
  const { unpacked, complete } = readManifest(folder);
  for (const { name, version } of missing) unpacked[name] = version;
  writeManifest(folder, { unpacked, complete });
}

/** Packages, each `name` or `name=version`, into `root`; no script of theirs runs. `archives` is used and removed. */
export async function downloadAndUnpack(options, packages, archives, root) {
  rmSync(archives, { recursive: true, force: true });
  mkdirSync(archives, { recursive: true });
  const download = await run(
    'apt-get',
    [...options, '-o', 'APT::Sandbox::User=root', 'download', ...packages],
    { cwd: archives, env: aptEnvironment() },
  );
  if (!download.ok) throw new Error(`apt-get download failed: ${lastLine(download)}`);
  for (const file of readdirSync(archives)) {
    const unpacked = await run('dpkg', ['-x', join(archives, file), root]);
    if (!unpacked.ok) throw new Error(`${file} could not be unpacked: ${lastLine(unpacked)}`);
  }
  rmSync(archives, { recursive: true, force: true });
}

/** What apt would install: the packages and those of their dependencies that this system lacks, with versions. */
async function missingPackages(options, names) {
  const plan = await run('apt-get', [...options, '-s', 'install', '--no-install-recommends', ...names], {
    env: aptEnvironment(),
  });
  if (!plan.ok) throw new Error(`apt-get knows no way to install ${names.join(', ')}: ${lastLine(plan)}`);
  return [...plan.stdout.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+) /gm)]
    .map(([, name, version]) => ({ name, version }))
    .filter(({ name }) => !NEVER_UNPACKED.test(name));
}

/**
 * Options that give apt folders of its own in `folder` and drop the system's after-update hooks: they are not for us to
 * run. With a `source` (a line of sources.list) it knows that archive only and takes nothing for installed.
 */
export function privateApt(folder, source) {
  for (const name of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(folder, name), { recursive: true });
  const settings = [
    `Dir::State::Lists "${join(folder, 'lists')}";`,
    `Dir::Cache "${join(folder, 'cache')}";`,
    'APT::Sandbox::User "root";',
    'Acquire::Languages "none";',
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
  ];
  if (source) {
    writeFileSync(join(folder, 'sources.list'), source);
    writeFileSync(join(folder, 'status'), '');
    settings.push(
      `Dir::State::status "${join(folder, 'status')}";`,
      `Dir::Etc::SourceList "${join(folder, 'sources.list')}";`,
      'Dir::Etc::SourceParts "/dev/null";',
    );
  }
  const file = join(folder, 'apt.conf');
  writeFileSync(file, `${settings.join('\n')}\n`);
  return ['-c', file];
}

/** apt's texts are read, so they must be in English; proxy settings are the user's own. */
export function aptEnvironment() {
  return { ...process.env, LC_ALL: 'C' };
}

function isComplete(folder, names) {
  const { complete } = readManifest(folder);
  return names.every((name) => complete.includes(name));
}

const manifestOf = (folder) => join(folder, 'manifest.json');
const readManifest = (folder) => readJson(manifestOf(folder)) ?? { unpacked: {}, complete: [] };
const writeManifest = (folder, manifest) => writeJson(manifestOf(folder), manifest);

export function lastLine({ stdout, stderr }) {
  return (stderr.trim() || stdout.trim()).split('\n').at(-1);
}
