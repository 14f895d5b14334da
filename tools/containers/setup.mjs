/**
 * Prepares the servers of docker-compose.yml: a database with an owner of its own for every service, a RabbitMQ user for
 * every service and sender. Repeatable; passwords that were changed take effect. Says everything that is missing at once.
 */
import { createRequire } from 'node:module';
import { ensureBrokerUsers } from '../start/broker.mjs';
import { databaseOwners } from '../start/definitions.mjs';

const require = createRequire(import.meta.url);
const { Client } = require('pg');

const vhost = 'ellity';
const senders = ['operator', 'shop-adapter'];
const brokerUsers = [...databaseOwners, ...senders].filter((user) => user !== 'console');

/** `LOYALTY_CORE_DATABASE_PASSWORD`: the name of a service's own variable in .env. */
const variableOf = (service, name) => `${service}_${name}`.replaceAll('-', '_').toUpperCase();

const demanded = [
  'POSTGRES_URL',
  'RABBITMQ_URL',
  'RABBITMQ_MANAGEMENT_URL',
  ...databaseOwners.map((service) => variableOf(service, 'DATABASE_PASSWORD')),
  ...brokerUsers.map((user) => variableOf(user, 'RABBITMQ_PASSWORD')),
];

function demandVariables(env) {
  const missing = demanded.filter((name) => !env[name]);
  if (missing.length === 0) return;
  throw new Error(
    `These variables are missing:\n${missing.map((name) => `  - ${name}`).join('\n')}\n` +
      'Put them into .env; `npm run env-example -- --secrets` makes one with random values.',
  );
}

/** A role may connect to its own database only. */
async function ensureOwnedDatabases(postgresUrl, passwordOf) {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    for (const service of databaseOwners) {
      const name = service.replaceAll('-', '_');
      const password = client.escapeLiteral(passwordOf(service));
      const { rowCount: hasRole } = await client.query('select from pg_roles where rolname = $1', [name]);
      await client.query(`${hasRole ? 'alter' : 'create'} role "${name}" login password ${password}`);
      const { rowCount: hasDatabase } = await client.query('select from pg_database where datname = $1', [
        name,
      ]);
      if (!hasDatabase) await client.query(`create database "${name}" owner "${name}"`);
      await client.query(`revoke connect on database "${name}" from public`);
    }
  } finally {
    await client.end();
  }
}

try {
  const { env } = process;
  demandVariables(env);
  await ensureOwnedDatabases(env.POSTGRES_URL, (service) => env[variableOf(service, 'DATABASE_PASSWORD')]);
  await ensureBrokerUsers({
    managementUrl: env.RABBITMQ_MANAGEMENT_URL,
    rabbitUrl: env.RABBITMQ_URL,
    vhost,
    passwordOf: (user) => env[variableOf(user, 'RABBITMQ_PASSWORD')],
  });
  console.log('The servers are ready: databases and users of all services exist.');
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exitCode = 1;
}
