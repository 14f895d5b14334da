const { base, reporters, root } = require('./tools/test/jest-project.cjs');

/** The soaks: `*.soak.spec.ts`, minutes each, with faults at random; SEED repeats a run, SOAK_SECONDS sets its length. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
process.env.SEED = String(seed);
console.log(`SEED=${seed}`);

module.exports = {
  ...base,
  setupFiles: [...base.setupFiles, '<rootDir>/tools/test/broker-set-up.cjs'],
  rootDir: root,
  roots: ['<rootDir>/apps', '<rootDir>/libs'],
  testMatch: ['**/src/**/*.soak.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/'],
  globalSetup: '<rootDir>/tools/test/servers-up.cjs',
  globalTeardown: '<rootDir>/tools/test/servers-down.cjs',
  maxWorkers: 1,
  testTimeout: 3_600_000,
  reporters: reporters('soak.json'),
};
