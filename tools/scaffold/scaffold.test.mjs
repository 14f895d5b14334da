import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { root, tool } from '../packages.mjs';
import { newEvent } from './new-event.mjs';
import { newSource } from './new-source.mjs';

const require = createRequire(import.meta.url);
const copies = [];
after(() => copies.forEach((copy) => rmSync(copy, { recursive: true })));

/** A workspace with one project, its packages and its compiler settings. */
function copyOf(project) {
  const copy = mkdtempSync(join(tmpdir(), 'scaffold-'));
  copies.push(copy);
  const isSource = (path) => !/\/(node_modules|dist|out-tsc)$/.test(path);
  cpSync(join(root, project), join(copy, project), { recursive: true, filter: isSource });
  cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], { stdio: 'pipe', encoding: 'utf8' });

/** Compiles a project with its tests into `dist`; throws what the compiler says. */
function compile(copy, project) {
  const settings = {
    rootDir: 'src',
    outDir: 'dist',
    composite: false,
    declaration: false,
    declarationMap: false,
    types: ['node', 'jest'],
  };
  const config = join(copy, project, 'tsconfig.copy.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../../tsconfig.base.json',
      compilerOptions: settings,
      include: ['src/**/*.ts'],
    }),
  );
  try {
    run(tool('typescript', 'bin/tsc'), '-p', config);
  } catch (error) {
    assert.fail(error.stdout);
  }
}

const assertFormatted = (copy, written) =>
  run(
    tool('prettier', 'bin/prettier.cjs'),
    '--config',
    join(root, '.prettierrc.json'),
    '--check',
    ...written.map((path) => join(copy, path)),
  );

describe('npm run new:event', () => {
  const contracts = join('libs', 'contracts');

  it('adds an event and a command that compile, and whose examples keep their rules', async () => {
    const copy = copyOf(contracts);
    const event = await newEvent(['loyalty.TierChanged'], copy);
    const command = await newEvent(['loyalty.RenameTier', '--command', '--publisher', 'shop-adapter'], copy);
    const second = await newEvent(['loyalty.CreditChanged', '--version', '2'], copy);
    assertFormatted(copy, [...event.written, ...command.written, ...second.written]);
    compile(copy, contracts);
    const { check, compose, findContract } = require(join(copy, contracts, 'dist', 'index.js'));
    const expected = {
      'loyalty.TierChanged.v1': ['loyalty.events', ['loyalty-core']],
      'loyalty.RenameTier.v1': ['loyalty.commands', ['shop-adapter']],
      'loyalty.CreditChanged.v2': ['loyalty.events', ['loyalty-core']],
    };
    for (const [type, [exchange, publishers]] of Object.entries(expected)) {
      const contract = findContract(type);
      assert.deepEqual([contract.exchange, contract.publishers], [exchange, publishers]);
      const about = {
        source: publishers[0],
        shopId: 'demo',
        subject: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01',
      };
      const sequence = contract.sequenced ? { sequence: '1'.repeat(16) } : {};
      const checked = check(compose(contract.dataClass, contract.example, { ...about, ...sequence }));
      assert.equal(checked.ok, true, checked.problems?.join());
    }
  });

  it('makes one new file and edits two', async () => {
    const copy = copyOf(contracts);
    const { written } = await newEvent(['loyalty.TierChanged'], copy);
    assert.deepEqual(written.map((path) => basename(path)).sort(), [
      'index.ts',
      'registry.ts',
      'tier-changed.ts',
    ]);
  });

  const refused = {
    'a message that exists': ['loyalty.CreditChanged'],
    'a name that is none': ['tier-changed'],
    'no name': [],
    'an event of nobody': ['stock.ShelfEmptied'],
    'an event of two owners': ['stock.ShelfEmptied', '--publisher', 'a', '--publisher', 'b'],
    'a command of nobody': ['loyalty.RenameTier', '--command'],
    'a version that is none': ['loyalty.TierChanged', '--version', 'x'],
  };
  for (const [name, words] of Object.entries(refused)) {
    it(`refuses ${name} and changes nothing`, async () => {
      const copy = copyOf(contracts);
      await assert.rejects(newEvent(words, copy), { name: 'Error' });
      const index = join(contracts, 'src', 'index.ts');
      assert.equal(readFileSync(join(copy, index), 'utf8'), readFileSync(join(root, index), 'utf8'));
    });
  }
});

describe('npm run new:source', () => {
  const gateway = join('apps', 'webhook-gateway');

  it('adds a source that compiles, is part of the service and passes its own tests', async () => {
    const copy = copyOf(gateway);
    const { written } = await newSource(['shop-reviews'], copy);
    assertFormatted(copy, written);
    compile(copy, gateway);
    const text = readFileSync(join(copy, gateway, 'src', 'app.module.ts'), 'utf8');
    assert.match(text, /controllers: \[[^\]]*ShopReviewsHooksController/);
    const config = join(copy, gateway, 'jest.copy.cjs');
    const shared = JSON.stringify(join(root, 'tools', 'test', 'jest-project.cjs'));
    writeFileSync(config, `module.exports = { ...require(${shared})(__dirname), reporters: ['default'] };`);
    run(tool('jest', 'bin/jest.js'), '-c', config, 'shop-reviews');
  });

  it('takes tokens of its own source only, and refuses every notice until its proof is written', async () => {
    const copy = copyOf(gateway);
    const { written } = await newSource(['reviews'], copy);
    const textOf = (ending) =>
      readFileSync(
        join(
          copy,
          written.find((path) => path.endsWith(ending)),
        ),
        'utf8',
      );
    assert.match(
      textOf('.controller.ts'),
      /demandAddress\(token, 'reviews', from\);\n    if \(!verify\(headers, bytes\)\)\n      throw/,
    );
    assert.match(textOf('-proof.ts'), /return false;/);
    assert.match(
      textOf(join('addresses', 'sources.ts')),
      /sources = \['ecomail', 'standard-webhooks', 'reviews'\]/,
    );
  });

  it('opens an endpoint that lint refuses until somebody names it as open', async () => {
    const copy = copyOf(gateway);
    await newSource(['reviews'], copy);
    const { openEndpoints } = await import(join(root, 'eslint.config.mjs'));
    const sources = readdirSync(join(copy, gateway, 'src'), { recursive: true }).filter((path) =>
      path.endsWith('.ts'),
    );
    const open = sources.filter((path) =>
      /^@Public\(\)/m.test(readFileSync(join(copy, gateway, 'src', path), 'utf8')),
    );
    const named = openEndpoints.map((path) => path.replace(`${gateway}/src/`, ''));
    assert.deepEqual(
      open.filter((path) => !named.includes(path)),
      ['sources/reviews/reviews-hooks.controller.ts'],
    );
  });

  for (const words of [['ecomail'], [], ['Reviews'], ['a b'], ['../x']]) {
    it(`refuses ${words[0] ?? 'no name'} and changes nothing`, async () => {
      const copy = copyOf(gateway);
      await assert.rejects(newSource(words, copy), /exists already|name of lower-case letters/);
      const before = readdirSync(join(root, gateway, 'src'), { recursive: true });
      assert.deepEqual(readdirSync(join(copy, gateway, 'src'), { recursive: true }), before);
    });
  }
});
