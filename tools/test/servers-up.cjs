const { join } = require('node:path');

/** Starts the test run's own PostgreSQL, Redis and RabbitMQ, apart from those of `npm start`. */
module.exports = async () => {
  const { up } = await import('../stack/index.mjs');
  const dir = process.env.STACK_DIR ?? join(__dirname, '..', '..', '.stack', 'test');
  const servers = await up({ dir, log: (line) => console.log(line) });
  process.env.TEST_POSTGRES_URL = servers.postgresUrl;
  process.env.TEST_REDIS_URL = servers.redisUrl;
  process.env.TEST_RABBITMQ_URL = servers.rabbitUrl;
  process.env.TEST_RABBITMQ_MANAGEMENT_URL = servers.rabbitManagementUrl;
  globalThis.__stackDir = dir;
};
