/**
 * Compiles every project for running, without checking a type, so that a first start is short: a second for what `tsc -b`
 * takes half a minute for. It compiles as the tests do. What it made is not taken for a build by `tsc -b` afterwards.
 * Projects that `tsc -b` has built before are left to it: it compiles what changed, and checks it.
 */
import { transformFile } from '@swc/core';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const options = {
  swcrc: false,
  sourceMaps: true,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs', ignoreDynamic: true },
};
const isRun = (name) => name.endsWith('.ts') && !/\.(spec|fixture|d)\.ts$/.test(name);

/** True: all of it is compiled. False: nothing was done, because all of it was built before. */
export async function compileUnlessBuilt(root) {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
  const projects = references.map(({ path }) => dirname(join(root, path)));
  const notes = projects.map((project) => join(project, 'dist', 'tsconfig.lib.tsbuildinfo'));
  if (notes.every((note) => existsSync(note))) return false;
  for (const note of notes) rmSync(note, { force: true });
  await Promise.all(projects.map(compileProject));
  return true;
}

async function compileProject(project) {
  const names = readdirSync(join(project, 'src'), { recursive: true }).filter(isRun);
  await Promise.all(
    names.map(async (name) => {
      const source = join(project, 'src', name);
      const target = join(project, 'dist', name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      const sourceFileName = relative(dirname(target), source);
      const { code, map } = await transformFile(source, { ...options, sourceFileName });
      const link = `${target.slice(dirname(target).length + 1)}.map`;
      writeFileSync(`${target}.map`, map);
      writeFileSync(target, `${code}\n//# sourceMappingURL=${link}\n`);
    }),
  );
}
