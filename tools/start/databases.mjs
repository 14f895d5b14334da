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

/** A vhost of our own with all rights for the administrator; the URL to it. */
export async function ensureVhost(rabbitUrl, managementUrl, vhost) {
  const management = new URL(managementUrl);
  const user = decodeURIComponent(management.username);
  const authorization = `Basic ${Buffer.from(`${user}:${decodeURIComponent(management.password)}`).toString('base64')}`;
  const put = async (path, body) => {
    const answer = await fetch(new URL(`/api/${path}`, management.origin), {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`RabbitMQ's management answered ${answer.status} to PUT ${path}`);
  };
  await put(`vhosts/${vhost}`, {});
  await put(`permissions/${vhost}/${user}`, { configure: '.*', write: '.*', read: '.*' });
  const url = new URL(rabbitUrl);
  url.pathname = `/${vhost}`;
  return url.toString();
}
