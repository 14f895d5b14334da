import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../stack/processes.mjs';
import { REPOSITORY } from '../stack/state.mjs';
import reasonOf from './reason.cjs';
import { figuresIn, lineOfFailures, lineOfSlowest } from './outcome.mjs';

const dir = mkdtempSync(join(tmpdir(), 'outcome-test-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('figures of several runs are added up, with the names of what failed', () => {
  mkdirSync(join(dir, 'unit/apps'), { recursive: true });
  const figures = { passed: 2, failed: 1, pending: 0, failures: ['a.spec.ts: adds up'], slowest: [] };
  writeFileSync(join(dir, 'unit/one.json'), JSON.stringify(figures));
  writeFileSync(join(dir, 'unit/apps/two.json'), JSON.stringify({ passed: 3, failed: 0, pending: 1 }));
  assert.deepEqual(figuresIn(join(dir, 'unit')), { ...figures, passed: 5, pending: 1 });
  assert.equal(figuresIn(join(dir, 'none')).passed, 0);
});

test('what failed is one line with file and name, which stays readable when much failed', () => {
  assert.equal(lineOfFailures([]), undefined);
  assert.equal(lineOfFailures(['a.spec.ts: one', 'b: two']), 'Failed: a.spec.ts: one | b: two');
  assert.match(lineOfFailures(Array.from({ length: 9 }, (_, n) => `${n}`)), /4 \| and 4 more$/);
});

test('the slowest files are named, the slowest first', () => {
  const slowest = [
    { file: 'quick', seconds: 1 },
    { file: 'slow', seconds: 9.6 },
  ];
  assert.equal(lineOfSlowest(slowest), 'Slowest: slow 10 s | quick 1 s');
});

test("a failing test of Node's runner is named with its file and why it failed, once", async () => {
  const file = join(dir, 'fails.test.mjs');
  writeFileSync(
    file,
    `import { describe, test } from 'node:test';
     describe('outer', () => { test('the promise', () => { throw new Error('no\\n way'); }); test('fine', () => {}); });`,
  );
  const reporter = join(REPOSITORY, 'tools/test/failures-reporter.mjs');
  const env = { PATH: process.env.PATH };
  const { stdout } = await run(process.execPath, ['--test', `--test-reporter=${reporter}`, file], {
    cwd: dir,
    env,
  });
  assert.equal(stdout, 'fails.test.mjs: the promise: no way\n');
});

test('a long reason keeps its beginning and its end, without colours and without the stack', () => {
  assert.equal(reasonOf('\u001b[31mno\u001b[39m\n\n    at run (a.js:1:1)'), 'no');
  assert.match(reasonOf(`begun ${'x'.repeat(1000)} ended`), /^begun x{154} … x{254} ended$/);
});

test('a run in which nothing happens any more is ended, and names the test that ran', async () => {
  const file = join(dir, 'stuck.json');
  const script = `
    const Reporter = require(${JSON.stringify(join(REPOSITORY, 'tools/test/counts-reporter.cjs'))});
    const reporter = new Reporter({}, { file: ${JSON.stringify(file)}, stallMs: 50 });
    reporter.onRunStart();
    reporter.onTestFileStart({ path: ${JSON.stringify(join(REPOSITORY, 'a.int.spec.ts'))} });
    reporter.onTestCaseStart({ path: ${JSON.stringify(join(REPOSITORY, 'a.int.spec.ts'))} }, { fullName: 'keeps its promise' });
    setInterval(() => undefined, 1000);`;
  const env = { PATH: process.env.PATH };
  const { ok, stderr } = await run(process.execPath, ['-e', script], { env, timeoutMs: 30_000 });
  assert.equal(ok, false);
  assert.match(stderr, /STUCK a\.int\.spec\.ts: keeps its promise: nothing began or ended for 0\.05 s/);
  assert.deepEqual(
    [figuresIn(file).failed, figuresIn(file).failures],
    [1, ['a.int.spec.ts: keeps its promise: nothing began or ended for 0.05 s']],
  );
});
