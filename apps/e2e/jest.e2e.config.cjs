const { join } = require('node:path');
const { base, reporters, root } = require('../../tools/test/jest-project.cjs');

const tools = join(root, 'tools', 'test');

/** The system tier: every service as it is deployed, through its front doors. */
module.exports = {
  ...base,
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.e2e.spec.ts'],
  globalSetup: join(tools, 'system-up.cjs'),
  globalTeardown: join(tools, 'system-down.cjs'),
  maxWorkers: 1,
  testTimeout: 240_000,
  reporters: reporters('e2e.json'),
};
