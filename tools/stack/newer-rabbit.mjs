/**
 * A newer RabbitMQ than the system has, with the Erlang and the C library that it needs, from Debian's packages: without
 * root, Docker or a change to the system, in about 15 s. All stacks share the folder (110 MB).
 *
 * The programs' own headers are told where the folder's loader and libraries are (patchelf), so no variable of the
 * environment does it, and what they start (a shell) runs with the system's. The folder must therefore stay where it is.
 */
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptEnvironment, downloadAndUnpack, hasApt, lastLine, privateApt } from './debian.mjs';
import { run } from './processes.mjs';
import { REPOSITORY, withLock } from './state.mjs';

/** Debian's releases that carry the wanted series, the newest first; the next is tried where one does not run here. */
const RELEASES = { 4: ['sid', 'trixie'], '4.0': ['trixie'] };
export const SERIES = Object.keys(RELEASES);

const PACKAGES = ['rabbitmq-server', 'patchelf'];
const MARK = 'SELF-CONTAINED';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Of what the packages ask for only what Erlang loads: no shell, no Python, no user management. */
const NEEDED = /^(erlang-|lib(c6|gcc-s|stdc\+\+|ssl|zstd|tinfo|ncurses|systemd|sctp|cap|crypt)|zlib1g)/;

/** `use(root)` answers with the programs below a root, or undefined where they do not run; the first that do are returned. */
export async function newerRabbit(series, use, log) {
  const reasons = [];
  for (const release of RELEASES[series]) {
    try {
      const root = await ensureRelease(release, log);
      const programs = await use(root);
      if (programs) return programs;
      reasons.push(`the programs of Debian ${release} do not run here`);
    } catch (error) {
      reasons.push(error.message);
    }
  }
  throw new Error(reasons.join('; '));
}

/** Whether what lies below `root` brings its own libraries, so that the environment need not (and must not) name any. */
export function isSelfContained(root) {
  return existsSync(join(root, MARK));
}

async function ensureRelease(release, log) {
  if (!(await hasApt())) throw new Error('this system has no apt-get and dpkg');
  if (!existsSync(KEYRING)) throw new Error(`Debian's keys are missing (package debian-archive-keyring)`);
  mkdirSync(join(REPOSITORY, '.stack', 'rabbitmq'), { recursive: true });
  const folder = realpathSync(join(REPOSITORY, '.stack', 'rabbitmq'));
  const root = join(folder, release);
  if (existsSync(root)) return root;
  return withLock(folder, log, async () => {
    if (!existsSync(root)) await fetchRelease(release, folder, root, log);
    return root;
  });
}

/** The root appears under its name only when complete, so an interrupted attempt is redone. */
async function fetchRelease(release, folder, root, log) {
  const startedAt = Date.now();
  log(`Fetching RabbitMQ of Debian ${release} (once; unpacked in ${folder}, nothing is installed).`);
  const draft = join(folder, `${release}.new`);
  rmSync(draft, { recursive: true, force: true });
  const apt = privateApt(join(draft, 'apt'), await sourceOf(release));
  await must('apt-get', [...apt, 'update'], 'the package lists could not be fetched');
  const plan = await must(
    'apt-get',
    [...apt, '-s', 'install', '--no-install-recommends', ...PACKAGES],
    'apt',
  );
  const names = [...plan.stdout.matchAll(/^Inst (\S+) /gm)]
    .map(([, name]) => name)
    .filter((name) => PACKAGES.includes(name) || NEEDED.test(name));
  await downloadAndUnpack(apt, names, join(draft, 'archives'), join(draft, 'root'));
  // Moved first: the paths written into the programs are those of the final place.
  renameSync(join(draft, 'root'), `${root}.patching`);
  await patch(`${root}.patching`, root);
  renameSync(`${root}.patching`, root);
  rmSync(draft, { recursive: true, force: true });
  log(`RabbitMQ of Debian ${release} is ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s).`);
}

async function sourceOf(release) {
  const targets = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Origin: Debian']);
  const mirror = targets.stdout.split('\n').find((line) => line.startsWith('http') && !/security/.test(line));
  return `deb [signed-by=${KEYRING}] ${mirror ?? 'http://deb.debian.org/debian/'} ${release} main\n`;
}

/** Gives each Erlang program below `root` the loader and the libraries of `final`, where the folder will be. */
async function patch(root, final) {
  const below = (place, name) => join(place, 'usr/lib', name);
  const triplet = readdirSync(join(root, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'));
  const loader = readdirSync(below(root, triplet)).find((name) => /^ld-linux/.test(name));
  const libraries = below(root, triplet);
  const erlang = below(root, 'erlang');
  const programs = readdirSync(erlang, { recursive: true })
    .filter((name) =>
      /^(erts-[^/]+\/bin\/(beam\.smp|e[^/]*|inet_gethost)|lib\/os_mon-[^/]+\/priv\/bin\/[^/]+)$/.test(name),
    )
    .map((name) => join(erlang, name));
  for (const program of programs) {
    const settings = [
      '--set-interpreter',
      join(below(final, triplet), loader),
      '--force-rpath',
      '--set-rpath',
    ];
    const words = [
      '--library-path',
      libraries,
      join(root, 'usr/bin/patchelf'),
      ...settings,
      below(final, triplet),
    ];
    const patched = await run(join(libraries, loader), [...words, program]);
    if (!patched.ok && !/not an ELF/.test(patched.stderr))
      throw new Error(`${program} could not be adapted: ${lastLine(patched)}`);
  }
  writeFileSync(join(root, MARK), 'Unpacked for tools/stack; may be deleted, not moved.\n');
}

async function must(command, args, title) {
  const result = await run(command, args, { env: aptEnvironment() });
  if (!result.ok) throw new Error(`${title}: ${lastLine(result)}`);
  return result;
}
