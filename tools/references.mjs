/**
 * Checks that every project's tsconfig names, as project references, exactly the libraries that its sources import.
 * A missing one builds by luck: only while somebody else has built the library before. `npm test` runs this.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packages.mjs';

const problems = [];
for (const kind of ['apps', 'libs']) {
  for (const name of readdirSync(join(root, kind))) {
    const files = sourcesBelow(join(root, kind, name, 'src'));
    const isTest = (file) => /\.(spec|fixture)\.ts$/.test(file);
    compare(`${kind}/${name}/tsconfig.lib.json`, importsOf(files.filter((file) => !isTest(file))), {
      isExact: true,
    });
    compare(`${kind}/${name}/tsconfig.spec.json`, importsOf(files.filter(isTest)), { isExact: false });
  }
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

function compare(file, imported, { isExact }) {
  if (imported.size === 0 && !existsSync(join(root, file))) return;
  const { references = [] } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const named = new Set(
    references.flatMap(
      ({ path }) => /^\.\.\/\.\.\/libs\/([\w-]+)\/tsconfig\.lib\.json$/.exec(path)?.[1] ?? [],
    ),
  );
  for (const library of imported)
    if (!named.has(library)) problems.push(`${file} lacks a reference to libs/${library}`);
  if (!isExact) return;
  for (const library of named)
    if (!imported.has(library)) problems.push(`${file} refers to libs/${library}, which is not imported`);
}

function importsOf(files) {
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/from '@ellity\/([\w-]+)'/g)].map((match) => match[1])),
  );
}

function sourcesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
