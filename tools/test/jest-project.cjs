const { basename, join, relative } = require('node:path');

const root = join(__dirname, '..', '..');

/** What every Jest run of this workspace shares: TypeScript compiled by swc, libraries taken from source. */
const base = {
  testEnvironment: join(__dirname, 'shared-environment.cjs'),
  runtime: join(__dirname, 'shared-runtime.cjs'),
  testEnvironmentOptions: {
    customExportConditions: ['@ellity/source', 'node', 'require', 'default'],
    globalsCleanup: 'off',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'json'],
  setupFiles: [require.resolve('reflect-metadata')],
  // Jest's half a second is too short for a large worker to end on a busy machine; then it tells of leaks that are none.
  workerGracefulExitTimeout: 30_000,
};

/** TEST_RESULTS keeps the figures of a second run of the same tests, on other servers, apart. */
const reporters = (file) => [
  'default',
  [
    join(__dirname, 'counts-reporter.cjs'),
    { file: join(root, '.results', process.env.TEST_RESULTS ?? '', file) },
  ],
];

/** The unit tier of one project: its `*.spec.ts`, which need no server. */
module.exports = (projectRoot) => ({
  ...base,
  rootDir: projectRoot,
  displayName: basename(projectRoot),
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e|soak)\\.spec\\.ts$'],
  // A unit test that hangs fails; one on a slow machine does not.
  testTimeout: 60_000,
  passWithNoTests: true,
  reporters: reporters(join('unit', `${relative(root, projectRoot)}.json`)),
});
module.exports.base = base;
module.exports.reporters = reporters;
module.exports.root = root;
