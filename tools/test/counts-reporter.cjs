const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

/** Leaves the counts of one Jest run in a file, so that `npm test` can add them up; Nx caches the file with the run. */
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
      slowest: results.testResults
        .map((suite) => ({
          file: suite.testFilePath.split('/').slice(-4).join('/'),
          seconds: suite.perfStats.runtime / 1000,
        }))
        .sort((a, b) => b.seconds - a.seconds)
        .slice(0, 5),
    };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(counts));
  }
};
