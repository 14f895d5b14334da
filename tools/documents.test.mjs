/** What the documents name exists: files and headings that are linked, and commands that are typed. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { root } from './packages.mjs';

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const builtIn = ['start', 'test'];

/** As GitHub makes them: lower case, without punctuation, hyphens for spaces. */
const anchorOf = (heading) =>
  heading
    .replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ +(.+)$/gm)].map(([, heading]) => anchorOf(heading));

function problemOf(path, target) {
  const [file = '', anchor] = target.split('#');
  const place = file === '' ? join(root, path) : resolve(root, dirname(path), file);
  if (!existsSync(place)) return `${path}: ${target} does not exist`;
  if (anchor !== undefined && !anchorsOf(place).includes(anchor))
    return `${path}: ${target} has no such heading`;
  return undefined;
}

test('every relative link leads to a file, and to a heading in it', () => {
  const problems = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target]) => problemOf(path, target)),
  );
  assert.deepEqual(problems.filter(Boolean), []);
});

test('every npm script that a document names exists', () => {
  const unknown = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/npm (?:run ([a-z][\w-]*(?::[\w-]+)*)|(start|test)\b)/g)]
      .map(([, script, own]) => script ?? own)
      .filter((script) => !scripts[script] && !builtIn.includes(script))
      .map((script) => `${path}: npm run ${script}`),
  );
  assert.deepEqual(unknown, []);
});

test('every file of the workspace that a document names in code exists', () => {
  const named = /`((?:apps|libs|tools|docs)\/[\w./-]+)`/g;
  const absent = pages
    .filter(({ path }) => path !== 'CHANGELOG.md')
    .flatMap(({ path, text }) =>
      [...text.matchAll(named)]
        .map(([, file]) => file)
        .filter((file) => !existsSync(join(root, file)))
        .map((file) => `${path}: ${file}`),
    );
  assert.deepEqual(absent, []);
});
