const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = join(__dirname, '..', '..');

/**
 * Leaves what one Jest run came to in a file, so that `npm test` can add it up: counts, what failed, what was slow. Nx
 * caches the file with the run.
 */
module.exports = class CountsReporter {
  constructor(_globalConfig, options) {
    this.file = options.file;
  }

  onRunComplete(_contexts, results) {
    const suitesBroken = results.testResults.filter((suite) => suite.testExecError).length;
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + suitesBroken,
      pending: results.numPendingTests + results.numTodoTests,
      failures: results.testResults.flatMap((suite) => failuresIn(suite)),
      slowest: results.testResults
        .map((suite) => ({ file: fileOf(suite), seconds: suite.perfStats.runtime / 1000 }))
        .sort((a, b) => b.seconds - a.seconds)
        .slice(0, 5),
    };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(counts));
  }
};

const fileOf = (suite) => relative(root, suite.testFilePath);

/** `file: the test's whole name` each; a file that could not be run has no test to name. */
function failuresIn(suite) {
  if (suite.testExecError) return [`${fileOf(suite)}: the file could not be run`];
  return suite.testResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${fileOf(suite)}: ${test.fullName}`);
}
