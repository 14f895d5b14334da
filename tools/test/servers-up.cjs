const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { serversDir, usersDir } = require('./servers.cjs');

/** Starts the tests' own PostgreSQL, Redis and RabbitMQ, apart from those of `npm start`, or joins a run that has them. */
module.exports = async () => {
  mkdirSync(usersDir, { recursive: true });
  writeFileSync(join(usersDir, String(process.pid)), '');
  const { up } = await import('../stack/index.mjs');
  const servers = await up({ dir: serversDir, log: (line) => console.log(line) });
  process.env.TEST_RUN = String(process.pid);
  process.env.TEST_POSTGRES_URL = servers.postgresUrl;
  process.env.TEST_REDIS_URL = servers.redisUrl;
  process.env.TEST_RABBITMQ_URL = servers.rabbitUrl;
  process.env.TEST_RABBITMQ_MANAGEMENT_URL = servers.rabbitManagementUrl;
};
