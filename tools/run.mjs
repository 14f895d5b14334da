/**
 * `npm run send | replay-orders | story | reconcile | ledger:verify | export | night | dlq | token | rekey -- …`: runs a command-line tool of an app against the system that
 * `npm start` keeps up, or any other whose addresses are in the environment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ensureBuilt, root } from './packages.mjs';
import { databaseOwners } from './start/definitions.mjs';

const operator = 'apps/operator/dist/main.js';

/**
 * Which script a tool is, what goes before its words, which variables it needs, and what they are in `run.json`.
 * One with `services` runs for each of them in turn, or for the one that is named. Without words a tool shows its help,
 * unless `isBare`.
 */
const tools = {
  send: { script: operator, words: ['send'], env: operatorEnv },
  'replay-orders': { script: operator, words: ['replay-orders'], env: operatorEnv },
  'generate-orders': { script: operator, words: ['generate-orders'], env: () => ({}) },
  story: {
    script: 'apps/ecomail-sync/dist/journal/story.command.js',
    words: [],
    env: (run) => ({
      ECOMAIL_SYNC_URL: run.services?.['ecomail-sync']?.url,
      SERVICE_TOKEN_KEYS: run.tokenKeys,
    }),
  },
  reconcile: {
    script: 'apps/ecomail-sync/dist/journal/reconcile.command.js',
    words: [],
    env: (run) => ({
      ECOMAIL_SYNC_URL: run.services?.['ecomail-sync']?.url,
      LOYALTY_CORE_URL: run.services?.['loyalty-core']?.url,
      SERVICE_TOKEN_KEYS: run.tokenKeys,
    }),
  },
  'ledger:verify': {
    script: 'apps/loyalty-core/dist/ledger-verify.command.js',
    words: [],
    isBare: true,
    env: (run) => ({ DATABASE_URL: run.databases?.['loyalty-core'] }),
  },
  export: {
    script: 'apps/ecomail-sync/dist/runs/export/export.command.js',
    words: [],
    env: (run) => ({
      ECOMAIL_SYNC_URL: run.services?.['ecomail-sync']?.url,
      SERVICE_TOKEN_KEYS: run.tokenKeys,
    }),
  },
  night: {
    script: 'apps/loyalty-core/dist/night.command.js',
    words: [],
    env: (run) => ({
      LOYALTY_CORE_URL: run.services?.['loyalty-core']?.url,
      SERVICE_TOKEN_KEYS: run.tokenKeys,
    }),
  },
  token: { script: operator, words: ['token'], env: (run) => ({ SERVICE_TOKEN_KEYS: run.tokenKeys }) },
  rekey: {
    services: databaseOwners,
    script: (service) => `apps/${service}/dist/rekey.command.js`,
    words: [],
    env: (run, service) => ({ DATABASE_URL: run.databases?.[service], SECRET_KEYS: run.secretKeys }),
  },
  dlq: {
    script: 'apps/dead-letters/dist/main.js',
    words: [],
    isBare: true,
    env: (run) => ({
      RABBITMQ_URL_DEAD_LETTERS: run.broker?.['dead-letters'],
      RABBITMQ_MANAGEMENT_URL: run.management && new URL(run.management).origin,
    }),
  },
};

/** Without it commands of this sender go out over the operator's connection, which the broker may refuse. */
const optional = 'RABBITMQ_URL_SHOP_ADAPTER';

function operatorEnv(run) {
  return {
    RABBITMQ_URL_OPERATOR: run.broker?.operator,
    RABBITMQ_URL_SHOP_ADAPTER: run.broker?.['shop-adapter'],
  };
}

async function main([name, ...words]) {
  const tool = tools[name];
  if (!tool) throw new Error(`There is no tool ${name ?? ''}. There are: ${Object.keys(tools).join(', ')}.`);
  if (!existsSync(join(root, 'node_modules')))
    throw new Error('The packages are missing. Run npm start, or npm ci.');
  if (tool.services) return runForEach(name, tool, words);
  await demandBuilt(tool.script);
  const isHelp =
    words.length === 0 || words.some((word) => word === '--help' || word === '-h' || word === '--dry-run');
  const env = environment(tool.env, isHelp && !tool.isBare);
  return run(join(root, tool.script), [...tool.words, ...words], env);
}

/** Ends with the first failure; what the environment says is of one service, so that one must be named. */
async function runForEach(name, { services, script, env }, words) {
  const [only, ...more] = words;
  if (more.length > 0 || (only && !services.includes(only)))
    throw new Error(`Type npm run ${name}, or name one service: ${services.join(', ')}.`);
  if (!only && process.env.DATABASE_URL)
    throw new Error(`DATABASE_URL belongs to one service: name it, npm run ${name} -- ${services[0]}.`);
  for (const service of only ? [only] : services) {
    await demandBuilt(script(service));
    const code = await run(
      join(root, script(service)),
      [],
      environment((found) => env(found, service), false),
    );
    if (code !== 0) return code;
  }
  return 0;
}

async function demandBuilt(script) {
  if (existsSync(join(root, script))) return;
  process.stderr.write('Building, once …\n');
  await ensureBuilt();
}

/** What the environment says wins; the rest is read from the running system. */
function environment(wanted, mayBeMissing) {
  const file = join(resolve(root, process.env.STACK_DIR || '.stack'), 'run.json');
  const running = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const found = Object.entries(wanted(running)).map(([key, value]) => [key, process.env[key] || value]);
  const missing = found.filter(([key, value]) => !value && key !== optional).map(([key]) => key);
  if (missing.length > 0 && !mayBeMissing) {
    throw new Error(`Nothing runs here: start the system with npm start, or set ${missing.join(' and ')}.`);
  }
  return Object.fromEntries(found.filter(([, value]) => value));
}

/** Paths in the words are of the folder in which the command was typed. */
function run(script, words, env) {
  const child = spawn(process.execPath, [script, ...words], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
