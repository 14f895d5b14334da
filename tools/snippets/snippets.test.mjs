import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import ts from 'typescript';
import { root } from '../packages.mjs';

const folder = join(root, 'docs', 'snippets');

it('the TypeScript example keeps strict types', () => {
  const program = ts.createProgram([join(folder, 'publish.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  });
  const problems = ts.getPreEmitDiagnostics(program);
  assert.deepEqual(
    problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    [],
  );
});

it('every example is shown in docs/integrate.md and has little more than twenty lines', () => {
  const page = readFileSync(join(root, 'docs', 'integrate.md'), 'utf8');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    assert.ok(page.includes(text), `${name} is not in docs/integrate.md: run npm run contracts`);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    assert.ok(lines.length <= 27, `${name} has ${lines.length} lines`);
  }
});
