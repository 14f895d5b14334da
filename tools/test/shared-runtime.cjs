const { createRequire } = require('node:module');
const { dirname, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Keeps in itself what our modules register while they load. */
const ofEachFile = ['prom-client'];
const packages = `${sep}node_modules${sep}`;
const found = new Map();

/** Where Node finds this package, if it is one of others; undefined for a file, a part of Node, and a library of ours. */
function packageOf(from, name) {
  if (from.includes(packages) || /^(\.|\/|node:|@ellity\/|@jest\/globals$)/.test(name)) return undefined;
  if (ofEachFile.includes(name)) return undefined;
  const key = `${dirname(from)} ${name}`;
  if (!found.has(key)) {
    const path = createRequire(from).resolve(name);
    found.set(key, path.includes(packages) ? path : undefined);
  }
  return found.get(key);
}

/**
 * Each test file gets its own instances of the workspace's modules, as always in Jest; packages of others are loaded by
 * Node, once per worker (docs/adr/0063-test-files-share-the-packages.md).
 */
module.exports = class SharedRuntime extends Runtime {
  constructor(...options) {
    super(...options);
    // In Node's own context: there is no public way to ask for it.
    const { executor } = this;
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    const path = packageOf(from, name);
    return path === undefined ? super.requireModuleOrMock(from, name) : require(path);
  }
};
