/**
 * `npm run contracts`: writes what is generated from libs/contracts: JSON Schemas, the AsyncAPI document and
 * docs/messages.md. `--check` writes nothing and fails when one of them is stale. Both refuse an incompatible change of
 * a published version. A version is withdrawn by deleting its snapshot by hand.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensurePackages, root, run, tool } from '../packages.mjs';

const isCheck = process.argv.includes('--check');
if (!existsSync(join(root, 'node_modules'))) await ensurePackages();
const built = await run(process.execPath, [
  tool('typescript', 'bin/tsc'),
  '-b',
  'libs/contracts/tsconfig.lib.json',
]);
if (built !== 0) process.exit(1);

const { currentSchemas, documents, publishedSchemas } = await import('./documents.mjs');
const { allIncompatibilities } = await import('./compatibility.mjs');

const schemas = currentSchemas(root);
const problems = allIncompatibilities(publishedSchemas(root), schemas);
if (problems.length > 0) {
  fail([
    'Published message versions were changed incompatibly:',
    ...problems.map((problem) => `  ${problem}`),
    'Put them back as they were and declare a new version beside (CONTRIBUTING.md, "Change an event").',
  ]);
}

const current = await documents(root, schemas);
const isStale = ([path, text]) =>
  !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;
const stale = [...current].filter(isStale);
if (isCheck && stale.length > 0) {
  fail(['Stale; run "npm run contracts" and commit:', ...stale.map(([path]) => `  ${path}`)]);
}
for (const [path, text] of stale) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const verb = isCheck ? 'fresh' : `of them ${stale.length} written`;
console.log(`${schemas.size} message versions, ${current.size} generated files, ${verb}`);

function fail(lines) {
  console.error(lines.join('\n'));
  process.exit(1);
}
