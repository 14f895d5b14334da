/** Servers, and a fresh database and vhost for one figure. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../packages.mjs';
import { up } from '../stack/index.mjs';
import { declareShared, managementOf } from '../start/broker.mjs';

export const require = createRequire(join(root, 'libs', 'messaging', 'package.json'));

/** The bench has servers of its own: what it measures is not mixed with what a running system keeps. */
export const benchFolder = process.env.STACK_DIR || join(root, '.stack', 'bench');

export const benchServers = () => up({ dir: benchFolder, log: () => undefined });

/** Runs `work` with a database and a vhost of its own, and removes both. */
export async function withWorkplace(work) {
  const { Client } = require('pg');
  const servers = await benchServers();
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const api = managementOf(servers.rabbitManagementUrl);
  const admin = new Client({ connectionString: servers.postgresUrl });
  await admin.connect();
  try {
    await api('PUT', `vhosts/${name}`);
    await api('PUT', `users/${name}`, { password: name, tags: 'impersonator' });
    for (const user of [new URL(servers.rabbitManagementUrl).username, name]) {
      await api('PUT', `permissions/${name}/${user}`, { configure: '.*', write: '.*', read: '.*' });
    }
    await admin.query(`create database ${name}`);
    const postgres = new URL(servers.postgresUrl);
    postgres.pathname = `/${name}`;
    const rabbit = new URL(servers.rabbitUrl);
    Object.assign(rabbit, { pathname: `/${name}`, username: name, password: name });
    await declareShared(servers.rabbitUrl, name);
    return await work({ ...servers, postgresUrl: postgres.toString(), rabbitUrl: rabbit.toString(), name });
  } finally {
    const { rows } = await admin.query('select datname from pg_database where datname like $1', [`${name}%`]);
    for (const { datname } of rows) await admin.query(`drop database "${datname}" with (force)`);
    await admin.end();
    await api('DELETE', `vhosts/${name}`);
    await api('DELETE', `users/${name}`);
  }
}

/** Resolves when `count()` reaches `target`, polling gently; rejects when it stands still for so long. */
export async function until(count, target, { everyMs = 5, patienceMs = 60_000 } = {}) {
  let [last, since] = [await count(), Date.now()];
  while (last < target) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const now = await count();
    if (now !== last) [last, since] = [now, Date.now()];
    if (Date.now() - since > patienceMs) throw new Error(`stands still at ${now} of ${target}`);
  }
}
