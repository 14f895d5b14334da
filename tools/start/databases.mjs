/** Creates what is missing on the servers: a database per service, a vhost. Repeatable. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Resolves with name → URL. Database names are the services' names with underscores. */
export async function ensureDatabases(postgresUrl, services, prefix = '') {
  const { Client } = require('pg');
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    const urls = {};
    for (const service of services) {
      const database = `${prefix}${service}`.replaceAll('-', '_');
      const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
      if (rowCount === 0) await client.query(`create database "${database}"`);
      const url = new URL(postgresUrl);
      url.pathname = `/${database}`;
      urls[service] = url.toString();
    }
    return urls;
  } finally {
    await client.end();
  }
}

/** Removes databases that `ensureDatabases` made. */
export async function dropDatabases(postgresUrl, urls) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  for (const url of Object.values(urls)) {
    await client.query(`drop database if exists "${new URL(url).pathname.slice(1)}" with (force)`);
  }
  await client.end();
}
