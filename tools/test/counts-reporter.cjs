const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const reasonOf = require('./reason.cjs');

const root = join(__dirname, '..', '..');
/** More than any test or hook may take, and than the servers take to start. */
const stallMsDefault = 300_000;

/**
 * Leaves what one Jest run came to in a file, so that `npm test` can add it up: counts, what failed, what was slow. Nx
 * caches the file with the run. A run in which nothing begins or ends for minutes is ended as failed, with the names of
 * what ran.
 */
module.exports = class CountsReporter {
  constructor(_globalConfig, { file, stallMs = stallMsDefault }) {
    this.file = file;
    this.stallMs = stallMs;
    /** What runs now: the name of the test, or undefined before the first, by file. */
    this.running = new Map();
    this.results = {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [],
    };
  }

  onRunStart() {
    this.progressed();
  }

  onTestFileStart({ path }) {
    this.running.set(path, undefined);
    this.progressed();
  }

  onTestCaseStart({ path }, { fullName }) {
    this.running.set(path, fullName);
    this.progressed();
  }

  onTestCaseResult() {
    this.progressed();
  }

  onTestFileResult({ path }, _result, results) {
    this.running.delete(path);
    this.results = results;
    this.progressed();
  }

  onRunComplete(_contexts, results) {
    clearTimeout(this.stall);
    this.write(results);
  }

  progressed() {
    clearTimeout(this.stall);
    this.stall = setTimeout(() => this.giveUp(), this.stallMs).unref();
  }

  giveUp() {
    const stuck = [...this.running].map(
      ([path, name]) => `${relative(root, path)}: ${name ?? 'before its first test'}`,
    );
    const reason = `nothing began or ended for ${this.stallMs / 1000} s`;
    for (const one of stuck) process.stderr.write(`STUCK ${one}: ${reason}; the run is ended\n`);
    this.write(
      this.results,
      stuck.map((one) => `${one}: ${reason}`),
    );
    for (const pid of workers()) endAll(pid);
    process.exit(1);
  }

  write(results, stuck = []) {
    const suitesBroken = results.testResults.filter((suite) => suite.testExecError).length;
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + suitesBroken + stuck.length,
      pending: results.numPendingTests + results.numTodoTests,
      failures: [...stuck, ...results.testResults.flatMap((suite) => failuresIn(suite))],
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

/** `file: the test's whole name: why` each; a file that could not be run has no test to name. */
function failuresIn(suite) {
  if (suite.testExecError)
    return [`${fileOf(suite)}: the file could not be run: ${reasonOf(suite.testExecError.message ?? '')}`];
  return suite.testResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${fileOf(suite)}: ${test.fullName}: ${reasonOf(test.failureMessages[0] ?? '')}`);
}

const childrenOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

/** Of this run. The servers, which other runs may use too, are no workers. */
const workers = () =>
  childrenOf(process.pid).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('jest-worker'),
  );

/** Ends a process and what it started. */
function endAll(pid) {
  for (const child of childrenOf(pid)) endAll(child);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
