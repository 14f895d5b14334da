/**
 * `npm run build:web`: builds the console's web app into dist, unless it was built from the same sources before.
 * Says in a word what it did.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('..', import.meta.url));
const root = join(project, '../..');
const stamp = join(project, 'dist', '.sources-sha256');

// Whoever builds it first, a test with an environment of its own too, builds what everybody is served afterwards.
process.env.NODE_ENV = 'production';
const digest = digestOf();
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) console.log('web app: built already');
else {
  const begun = Date.now();
  await build({ root: project, logLevel: 'warn' });
  writeFileSync(stamp, digest);
  console.log(`web app: built in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

/** Of everything that the result is made from. */
function digestOf() {
  const files = ['src', 'public'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const pages = readdirSync(join(root, 'docs')).filter((name) => /^napoveda\..*\.md$/.test(name));
  const pictures = readdirSync(join(root, 'docs/pictures/napoveda')).map(
    (name) => `pictures/napoveda/${name}`,
  );
  const others = ['index.html', 'vite.config.mts', 'package.json', 'scripts/build.mjs'].map((name) =>
    join(project, name),
  );
  const all = [
    ...files,
    ...others,
    ...[...pages, ...pictures].map((name) => join(root, 'docs', name)),
    join(root, 'package-lock.json'),
  ];
  const hash = createHash('sha256');
  for (const file of all.sort()) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
