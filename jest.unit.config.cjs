const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { base, reporters, root } = require('./tools/test/jest-project.cjs');

/** What Jest takes for a whole run only. */
const { workerGracefulExitTimeout } = base;
const ofOneProject = ({ reporters, passWithNoTests, workerGracefulExitTimeout, ...options }) => options;

/** The unit tier of every project in one run, whose workers keep what they loaded; `nx test <project>` runs one of them. */
module.exports = {
  projects: ['apps', 'libs']
    .flatMap((place) =>
      readdirSync(join(root, place)).map((name) => join(root, place, name, 'jest.config.cjs')),
    )
    .filter((config) => existsSync(config))
    .map((config) => ofOneProject(require(config))),
  workerGracefulExitTimeout,
  maxWorkers: 2,
  reporters: reporters('unit.json'),
};
