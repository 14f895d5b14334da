const { join } = require('node:path');
const serversUp = require('./servers-up.cjs');
const { serversDir } = require('./servers.cjs');

/** An answer that never came is looked for sooner than the minute that Ecomail deserves. */
const patience = { DELIVERY_LOOKS_AFTER: '2,4' };

/** Starts every service and the sandbox, built, on the tests' servers, with data of their own. */
module.exports = async () => {
  await serversUp();
  const { randomBytes } = await import('node:crypto');
  const { ensureBuilt, ensureWebBuilt } = await import('../packages.mjs');
  const { ensureDatabases } = await import('../start/databases.mjs');
  const { databaseOwners, serviceDefinitions } = await import('../start/definitions.mjs');
  const { keepRunning, startServices } = await import('../start/services.mjs');
  const { keysIn } = await import('../start/settings.mjs');
  await ensureBuilt();
  await ensureWebBuilt();
  const name = `e2e_${randomBytes(4).toString('hex')}`;
  const servers = {
    postgresUrl: process.env.TEST_POSTGRES_URL,
    redisUrl: process.env.TEST_REDIS_URL,
    rabbitUrl: process.env.TEST_RABBITMQ_URL,
    rabbitManagementUrl: process.env.TEST_RABBITMQ_MANAGEMENT_URL,
  };
  const databases = await ensureDatabases(servers.postgresUrl, databaseOwners, `${name}_`);
  for (const service of Object.keys(databases)) databases[service] = withPassword(databases[service]);
  const dir = join(serversDir, name);
  const { definitions, settings } = await serviceDefinitions(dir, servers, databases, name);
  Object.assign(definitions['ecomail-sync'].env, patience);
  const services = await startServices(dir, definitions, (line) => console.log(line));
  const say = () => undefined;
  const watch = { say, giveUp: (reason) => console.error(reason) };
  globalThis.__system = { dir, databases, endWatch: keepRunning(dir, definitions, services, watch) };
  process.env.TEST_SYSTEM = JSON.stringify({
    ...settings,
    databases,
    keys: keysIn(dir),
    logs: join(dir, 'log'),
    pids: join(dir, 'services.json'),
  });

  /** The tests' PostgreSQL takes any; that it appears nowhere is one of the tests. */
  function withPassword(databaseUrl) {
    const url = new URL(databaseUrl);
    url.password = randomBytes(18).toString('base64url');
    return url.toString();
  }
};
