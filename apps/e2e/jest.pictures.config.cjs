const system = require('./jest.e2e.config.cjs');

/** `npm run screenshots`: the same running system, looked at instead of tested. */
module.exports = {
  ...system,
  testMatch: ['<rootDir>/src/**/*.pictures.ts'],
  testTimeout: 1_200_000,
  reporters: ['default'],
};
