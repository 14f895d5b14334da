const { rmSync } = require('node:fs');
const { join } = require('node:path');
const { otherUsers, serversDir, usersDir } = require('./servers.cjs');

/** Ends the servers, unless another test run still uses them. */
module.exports = async () => {
  rmSync(join(usersDir, String(process.pid)), { force: true });
  if (otherUsers().length > 0) return;
  const { down } = await import('../stack/index.mjs');
  await down({ dir: serversDir });
};
