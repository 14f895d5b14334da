/**
 * `npm run schema`: writes each service's list of migrations, runs them on an empty database and writes what came out to its schema.sql.
 *   -- --check     writes nothing and fails when a file is stale
 * Uses the tests' servers, and the pg_dump that lies beside their PostgreSQL.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { migratedApps, writeMigrationLists } from './migrations.mjs';
import { ensureBuilt, root } from './packages.mjs';
import { findBinaries } from './stack/binaries.mjs';
import { cleanEnvironment, run } from './stack/processes.mjs';
import { dropDatabases, ensureDatabases } from './start/databases.mjs';

const require = createRequire(import.meta.url);

/** By application: the messaging tables, where it has any, and its own migrations. */
const migratedApplications = () => Object.fromEntries(migratedApps.map((app) => [app, migrationsOf(app)]));

function migrationsOf(app) {
  const { messagingTables } = require(join(root, 'libs', 'messaging', 'dist', 'index.js'));
  const { migrations } = require(join(root, 'apps', app, 'dist', 'migrations', 'index.js'));
  const { dependencies } = require(join(root, 'apps', app, 'package.json'));
  return dependencies['@ellity/messaging'] ? [...messagingTables, ...migrations] : migrations;
}

async function migrate(url, migrations) {
  const { dataSourceOptions } = require(join(root, 'libs', 'platform', 'dist', 'index.js'));
  const { DataSource } = require('typeorm');
  const options = { url, poolSize: 1, service: 'schema', entities: [], migrations };
  const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
  await dataSource.destroy();
}

async function dumpOf(url) {
  const { postgres } = await findBinaries(['postgres'], { log: console.log });
  if (!postgres.bin) throw new Error('a schema is dumped by an installed pg_dump, not by one in a container');
  const args = [
    '--schema-only',
    '--no-owner',
    '--no-privileges',
    '--exclude-table=migrations*',
    `--dbname=${url}`,
  ];
  const result = await run(join(postgres.bin, 'pg_dump'), args, { env: cleanEnvironment(postgres.env) });
  if (!result.ok) throw new Error(`pg_dump failed: ${result.stderr.trim()}`);
  return normalised(result.stdout);
}

/** Without what depends on the version of pg_dump, and without its comments; our own stand in `comment on`. */
function normalised(dump) {
  const lines = dump
    .split('\n')
    .filter((line) => !/^(--|SET |SELECT pg_catalog\.set_config|\\(un)?restrict)/.test(line))
    .map((line) => line.trimEnd());
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

const isCheck = process.argv.includes('--check');
const up = require('./test/servers-up.cjs');
const down = require('./test/servers-down.cjs');

if (!isCheck) await writeMigrationLists();
await ensureBuilt();
await up();
const postgresUrl = process.env.TEST_POSTGRES_URL;
const applications = migratedApplications();
const databases = await ensureDatabases(postgresUrl, Object.keys(applications), `schema_${process.pid}_`);
const stale = [];
try {
  for (const [app, migrations] of Object.entries(applications)) {
    await migrate(databases[app], migrations);
    const file = join(root, 'apps', app, 'schema.sql');
    const dump = await dumpOf(databases[app]);
    if (existsSync(file) && readFileSync(file, 'utf8') === dump) continue;
    if (isCheck) stale.push(`apps/${app}/schema.sql`);
    else writeFileSync(file, dump);
  }
} finally {
  await dropDatabases(postgresUrl, databases);
  await down();
}
if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}; run npm run schema and read the difference`);
  process.exitCode = 1;
} else console.log(`${Object.keys(applications).length} schemas ${isCheck ? 'are up to date' : 'written'}`);
