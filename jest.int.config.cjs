const { base, reporters, root } = require('./tools/test/jest-project.cjs');

/** The integration tier: `*.int.spec.ts` of every project, on real servers (see tools/test/servers-up.cjs). */
module.exports = {
  ...base,
  setupFiles: [...base.setupFiles, '<rootDir>/tools/test/broker-set-up.cjs'],
  rootDir: root,
  roots: ['<rootDir>/apps', '<rootDir>/libs'],
  testMatch: ['**/src/**/*.int.spec.ts'],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/'],
  globalSetup: '<rootDir>/tools/test/servers-up.cjs',
  globalTeardown: '<rootDir>/tools/test/servers-down.cjs',
  maxWorkers: 2,
  workerIdleMemoryLimit: '800MB',
  // What needs more says so itself. A handle that was left open is found by TestStack and never keeps a run from ending.
  testTimeout: 90_000,
  forceExit: true,
  reporters: reporters('integration.json'),
};
