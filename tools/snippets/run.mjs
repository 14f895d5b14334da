/**
 * `node tools/snippets/run.mjs docs/snippets/publish.php`: runs an example in its own language. What the language needs
 * and this system lacks is fetched from Debian's packages and unpacked privately; nothing is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { root as workspace } from '../packages.mjs';
import { ensureDebianPackages, packageEnvironment } from '../stack/index.mjs';

const log = (line) => process.stderr.write(`${line}\n`);
const languages = { '.ts': typescript, '.py': python, '.php': php };

/** Compiled to a place from which the workspace's packages are found. Types are not checked here. */
async function typescript(file) {
  const { default: ts } = await import('typescript');
  const folder = join(workspace, 'node_modules', '.cache', 'snippets');
  mkdirSync(folder, { recursive: true });
  const script = join(folder, `${basename(file, '.ts')}.${process.pid}.mjs`);
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: 'es2022', module: 'esnext' },
  });
  writeFileSync(script, outputText);
  return { command: process.execPath, args: [script], env: {}, undo: () => rmSync(script) };
}

async function python(file) {
  const { installed, root } = await ensureDebianPackages(['python3', 'python3-pika'], { log });
  const env = installed ? {} : { PYTHONPATH: join(root, 'usr/lib/python3/dist-packages') };
  const own = join(root, 'usr/bin/python3');
  const isOwn = !installed && existsSync(own);
  return {
    command: isOwn ? own : '/usr/bin/python3',
    args: [file],
    env: { ...packageEnvironment(root), ...env, ...(isOwn ? { PYTHONHOME: join(root, 'usr') } : {}) },
  };
}

async function php(file) {
  const { installed, root } = await ensureDebianPackages(['php-cli', 'php-amqplib'], { log });
  const errors = ['-d', 'display_errors=stderr'];
  if (installed) return { command: '/usr/bin/php', args: [...errors, file], env: {} };
  const bin = join(root, 'usr/bin');
  const command = readdirSync(bin).find((name) => /^php\d+\.\d+$/.test(name));
  const modules = join(root, 'usr/lib/php');
  const version = readdirSync(modules).find((name) => /^\d{8}$/.test(name));
  const settings = {
    extension_dir: join(modules, version),
    include_path: join(root, 'usr/share/php'),
  };
  const extensions = ['mbstring', 'sockets'].filter((name) =>
    existsSync(join(modules, version, `${name}.so`)),
  );
  return {
    command: join(bin, command),
    args: [
      '-n',
      ...errors,
      ...Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`]),
      ...extensions.flatMap((name) => ['-d', `extension=${name}`]),
      file,
    ],
    env: packageEnvironment(root),
  };
}

const file = resolve(process.argv[2] ?? '');
const language = languages[extname(file)];
if (!language || !existsSync(file)) {
  log(`usage: node tools/snippets/run.mjs <file> (${Object.keys(languages).join(', ')})`);
  process.exit(2);
}
const { command, args, env, undo } = await language(file);
const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
child.once('error', (error) => log(error.message));
child.once('close', (code) => {
  undo?.();
  process.exit(code ?? 1);
});
