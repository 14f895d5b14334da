/**
 * `npm run pack:dlq -- [folder]`: makes the installable command-line tool `dlq`, one file with all that it needs, and
 * prints the path of the package. vite is the bundler that the console's web app is built with.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('..', import.meta.url));
const { version, license } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const { engines } = JSON.parse(readFileSync(join(project, '../../package.json'), 'utf8'));
const to = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? join(project, 'dist'));
const folder = join(project, 'dist', 'dlq');

await bundle();
demandWhole();
writeFileSync(
  join(folder, 'bin.js'),
  `#!/usr/bin/env node\nrequire('./dlq.js').runDlq('dlq', '${version}');\n`,
  { mode: 0o755 },
);
writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest(), null, 2));
mkdirSync(to, { recursive: true });
const npm = ['pack', '--silent', '--pack-destination', to];
console.log(join(to, execFileSync('npm', npm, { cwd: folder, encoding: 'utf8' }).trim()));

/** Of the libraries only what the tool uses; of Nest its log, and nothing that a service is made of. */
async function bundle() {
  await build({
    root: project,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, resolve: { conditions: ['@ellity/source', 'node', 'default'] } },
    build: {
      ssr: 'src/cli/dlq.command.ts',
      outDir: folder,
      target: 'node20',
      rolldownOptions: {
        external: [/^@nestjs\/(?!common$)/, /^@opentelemetry\/(?!api$)/, /^(typeorm|pg|pino|nestjs-pino)$/],
        output: { format: 'cjs', entryFileNames: 'dlq.js', codeSplitting: false },
        treeshake: { moduleSideEffects: (id) => id.includes('reflect-metadata') },
      },
    },
  });
}

/** What is required at the start must be in the file itself or in Node. */
function demandWhole() {
  const text = readFileSync(join(folder, 'dlq.js'), 'utf8');
  const missing = [...text.matchAll(/^(?:let|const|var) .*require\("([^"]+)"\)/gm)]
    .map(([, name]) => name)
    .filter((name) => !isBuiltin(name));
  if (missing.length > 0) throw new Error(`dlq would need ${missing.join(', ')}`);
}

function manifest() {
  return {
    name: '@ellity/dlq',
    version,
    license,
    description: 'Dead letters of Ellity: found, understood, mended, replayed',
    bin: { dlq: 'bin.js' },
    files: ['bin.js', 'dlq.js'],
    engines,
  };
}
