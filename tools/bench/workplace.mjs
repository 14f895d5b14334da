/** Servers, a fresh database and vhost for one figure, and the medians that are printed. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../packages.mjs';
import { up } from '../stack/index.mjs';

export const require = createRequire(join(root, 'libs', 'messaging', 'package.json'));
const { Client } = require('pg');

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs `work` with a database and a vhost of its own, and removes both. */
export async function withWorkplace(work) {
  const servers = await up({ dir: process.env.STACK_DIR ?? join(root, '.stack', 'bench'), log: () => undefined });
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const management = new URL(servers.rabbitManagementUrl);
  const authorization = `Basic ${Buffer.from(`${management.username}:${management.password}`).toString('base64')}`;
  const api = (method, path, body) =>
    fetch(new URL(`/api/${path}`, management.origin), {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  const user = decodeURIComponent(management.username);
  await api('PUT', `vhosts/${name}`);
  await api('PUT', `users/${name}`, { password: name, tags: 'impersonator' });
  for (const one of [user, name]) {
    await api('PUT', `permissions/${name}/${one}`, { configure: '.*', write: '.*', read: '.*' });
  }
  const admin = new Client({ connectionString: servers.postgresUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const postgres = new URL(servers.postgresUrl);
  postgres.pathname = `/${name}`;
  const rabbit = new URL(servers.rabbitUrl);
  Object.assign(rabbit, { pathname: `/${name}`, username: name, password: name });
  try {
    return await work({ ...servers, postgresUrl: postgres.toString(), rabbitUrl: rabbit.toString(), vhost: name });
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
    await api('DELETE', `vhosts/${name}`);
    await api('DELETE', `users/${name}`);
  }
}

/** Resolves when `count()` reaches `target`, polling gently. */
export async function until(count, target, everyMs = 5) {
  while ((await count()) < target) await new Promise((resolve) => setTimeout(resolve, everyMs));
}
