/**
 * A folder of sources is looked through at a glance: four to fourteen files, specs and fixtures beside them not counted.
 * The tools stay small beside the product that they serve.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { root } from './packages.mjs';

const least = 4;
const most = 14;
/** Lines of all scripts in tools/, their tests with them; lower it when some go. */
const mostToolLines = 9_400;
const isSource = (name) => /\.tsx?$/.test(name) && !/\.(spec|fixture|d)\.ts$/.test(name);

/** Folders that are smaller or larger, and why. */
const exceptions = {
  'apps/loyalty-core/src/pins':
    'only here is a PIN opened, and customers need it while its endpoints need customers',
  'apps/loyalty-core/src/values': 'what every room may use belongs to none of them',
};
/** They grow with the product and are never edited. */
const isHistory = (folder) => folder.endsWith('/migrations');

/** How many sources lie in each folder below the `src` of a project. */
function sourceCounts() {
  const counts = new Map();
  const projects = ['apps', 'libs'].flatMap((place) =>
    readdirSync(join(root, place)).map((name) => join(root, place, name, 'src')),
  );
  for (const project of projects)
    for (const path of readdirSync(project, { recursive: true }).filter(isSource)) {
      const folder = relative(root, dirname(join(project, path)));
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  return counts;
}

/** The root of an app may be small: what it does lies in its folders. */
const isWrong = ([folder, count]) =>
  !isHistory(folder) && (count > most || (count < least && !folder.endsWith('/src')));

const wrong = new Map([...sourceCounts()].filter(isWrong));

test(`every folder of sources holds ${least} to ${most} of them`, () => {
  const problems = [...wrong].filter(([folder]) => !exceptions[folder]);
  assert.deepEqual(
    problems.map(([folder, count]) => `${folder}: ${count} sources`),
    [],
  );
});

test('every exception from it is still one', () => {
  assert.deepEqual(
    Object.keys(exceptions).filter((folder) => !wrong.has(folder)),
    [],
  );
});

test(`tools/ has at most ${mostToolLines} lines`, () => {
  const scripts = readdirSync(join(root, 'tools'), { recursive: true }).filter((name) =>
    /\.[cm]?js$/.test(name),
  );
  const lines = scripts.reduce(
    (sum, name) => sum + readFileSync(join(root, 'tools', name), 'utf8').split('\n').length - 1,
    0,
  );
  assert.ok(
    lines <= mostToolLines,
    `${lines} lines: take a library instead, or delete a script that nobody runs any more, before more are added`,
  );
});
