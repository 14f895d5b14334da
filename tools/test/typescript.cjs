/** Lets Node run the workspace's TypeScript from source, compiled as Jest compiles it; for child processes of tests. */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { base } = require('./jest-project.cjs');

require('reflect-metadata');
const [, options] = Object.values(base.transform)[0];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
  module._compile(code, filename);
};
