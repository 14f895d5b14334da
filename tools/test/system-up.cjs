const { join } = require('node:path');
const serversUp = require('./servers-up.cjs');
const { serversDir } = require('./servers.cjs');

/** Starts every service and the sandbox, built, on the tests' servers, with data of their own. */
module.exports = async () => {
  await serversUp();
  const { randomBytes } = await import('node:crypto');
  const { ensureBuilt } = await import('../packages.mjs');
  const { ensureDatabases } = await import('../start/databases.mjs');
  const { serviceDefinitions } = await import('../start/definitions.mjs');
  const { startServices } = await import('../start/services.mjs');
  await ensureBuilt();
  const name = `e2e_${randomBytes(4).toString('hex')}`;
  const servers = {
    postgresUrl: process.env.TEST_POSTGRES_URL,
    redisUrl: process.env.TEST_REDIS_URL,
    rabbitUrl: process.env.TEST_RABBITMQ_URL,
    rabbitManagementUrl: process.env.TEST_RABBITMQ_MANAGEMENT_URL,
  };
  const databases = await ensureDatabases(
    servers.postgresUrl,
    ['loyalty-core', 'ecomail-sync', 'webhook-gateway'],
    `${name}_`,
  );
  const dir = join(serversDir, name);
  const { definitions, settings } = await serviceDefinitions(dir, servers, databases, name);
  globalThis.__system = { dir, databases, services: await startServices(dir, definitions) };
  const commands = Object.fromEntries(
    globalThis.__system.services.map(({ name: service, child }) => [
      service,
      { pid: child.pid, env: definitions[service].env },
    ]),
  );
  process.env.TEST_SYSTEM = JSON.stringify({ ...settings, databases, commands });
};
