const serversDown = require('./servers-down.cjs');

/** Ends the services, removes their databases, and ends the servers if nobody else uses them. */
module.exports = async () => {
  const { stopServices } = await import('../start/services.mjs');
  const { dropDatabases } = await import('../start/databases.mjs');
  const { dir, databases, endWatch } = globalThis.__system;
  endWatch();
  await stopServices(dir);
  await dropDatabases(process.env.TEST_POSTGRES_URL, databases);
  await serversDown();
};
