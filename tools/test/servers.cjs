const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/** The stack of the integration and end-to-end tests. */
const serversDir = process.env.STACK_DIR || join(__dirname, '..', '..', '.stack', 'test');
/** One file per test run that uses the stack, named by its process. */
const usersDir = join(serversDir, 'users');

const otherUsers = (dir = usersDir) =>
  readdirSync(dir).filter((pid) => pid !== String(process.pid) && existsSync(join('/proc', pid)));

module.exports = { serversDir, usersDir, otherUsers };
