/** `npm run <tool> -- …`: runs a command-line tool against what `npm start` keeps up, or what the environment names. */
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ensureBuilt, root } from './packages.mjs';
import { databaseOwners } from './start/definitions.mjs';

/** What each variable of a tool is in `run.json`; `service` is the one that it runs for. */
const variables = {
  ECOMAIL_SYNC_URL: (run) => run.services?.['ecomail-sync']?.url,
  WEBHOOK_GATEWAY_URL: (run) => run.services?.['webhook-gateway']?.url,
  LOYALTY_CORE_URL: (run) => run.services?.['loyalty-core']?.url,
  DEAD_LETTERS_URL: (run) => run.services?.['dead-letters']?.url,
  SERVICE_TOKEN_KEYS: (run) => run.tokenKeys,
  SECRET_KEYS: (run) => run.secretKeys,
  HASH_KEY: (run) => run.hashKey,
  PUBLIC_URL: (run) => run.services?.console?.url,
  DATABASE_URL: (run, service) => run.databases?.[service],
  RABBITMQ_URL_OPERATOR: (run) => run.broker?.operator,
  RABBITMQ_URL_SHOP_ADAPTER: (run) => run.broker?.['shop-adapter'],
  RABBITMQ_URL_DEAD_LETTERS: (run) => run.broker?.['dead-letters'],
  PRACTICE_BUG_FILE: (run) => run.practiceBugFile,
  RABBITMQ_MANAGEMENT_URL: (run) => run.management && new URL(run.management).origin,
};
/** Without the first, commands of this sender go out over the operator's connection, which the broker may refuse. */
const optional = ['RABBITMQ_URL_SHOP_ADAPTER', 'PRACTICE_BUG_FILE'];

const operator = (command, ...needs) => ({
  script: 'apps/operator/dist/main.js',
  words: [command],
  needs,
});
const letters = (command, ...needs) => ({
  script: `apps/dead-letters/dist/cli/${command}.command.js`,
  needs: ['RABBITMQ_URL_DEAD_LETTERS', ...needs],
});
const syncApi = ['ECOMAIL_SYNC_URL', 'SERVICE_TOKEN_KEYS'];

/**
 * Which script a tool is, what goes before its words, and which variables it needs. One with `services` runs for each of
 * them in turn, or for the one that is named. Without words a tool shows its help, unless `isBare`.
 */
const tools = {
  send: operator('send', 'RABBITMQ_URL_OPERATOR', 'RABBITMQ_URL_SHOP_ADAPTER'),
  'replay-orders': operator('replay-orders', 'RABBITMQ_URL_OPERATOR', 'RABBITMQ_URL_SHOP_ADAPTER'),
  'generate-orders': operator('generate-orders'),
  token: operator('token', 'SERVICE_TOKEN_KEYS'),
  story: { script: 'apps/ecomail-sync/dist/journal/story/story.command.js', needs: syncApi },
  reconcile: {
    script: 'apps/ecomail-sync/dist/journal/reconcile.command.js',
    needs: [...syncApi, 'LOYALTY_CORE_URL', 'DEAD_LETTERS_URL'],
  },
  export: { script: 'apps/ecomail-sync/dist/runs/export/export.command.js', needs: syncApi },
  night: {
    script: 'apps/loyalty-core/dist/night.command.js',
    needs: ['LOYALTY_CORE_URL', 'SERVICE_TOKEN_KEYS'],
  },
  notices: {
    script: 'apps/webhook-gateway/dist/intake/notices.command.js',
    needs: ['WEBHOOK_GATEWAY_URL', 'SERVICE_TOKEN_KEYS'],
  },
  'ledger:verify': {
    script: 'apps/loyalty-core/dist/ledger-verify.command.js',
    service: 'loyalty-core',
    needs: ['DATABASE_URL'],
    isBare: true,
  },
  console: {
    script: 'apps/console/dist/console.command.js',
    service: 'console',
    needs: ['DATABASE_URL', 'HASH_KEY', 'PUBLIC_URL'],
  },
  rekey: {
    services: databaseOwners,
    script: (service) => `apps/${service}/dist/rekey.command.js`,
    needs: ['DATABASE_URL', 'SECRET_KEYS'],
  },
  break: letters('break', 'PRACTICE_BUG_FILE'),
  dlq: letters('dlq', 'DEAD_LETTERS_URL', 'SERVICE_TOKEN_KEYS', 'RABBITMQ_MANAGEMENT_URL'),
};

async function main([name, ...words]) {
  const tool = tools[name];
  if (!tool) throw new Error(`There is no tool ${name ?? ''}. There are: ${Object.keys(tools).join(', ')}.`);
  if (!existsSync(join(root, 'node_modules')))
    throw new Error('The packages are missing. Run npm start, or npm ci.');
  if (tool.services) return runForEach(name, tool, words);
  await demandBuilt(tool.script);
  // What a purchase log would be sent as is told without a system.
  const helpful = ['--help', '-h', ...(name === 'replay-orders' ? ['--dry-run'] : [])];
  const isHelp = words.length === 0 || words.some((word) => helpful.includes(word));
  const env = environment(tool.needs, tool.service, isHelp && !tool.isBare);
  return run(join(root, tool.script), [...(tool.words ?? []), ...words], env);
}

/** Ends with the first failure; what the environment says is of one service, so that one must be named. */
async function runForEach(name, { services, script, needs }, words) {
  const [only, ...more] = words;
  if (more.length > 0 || (only && !services.includes(only)))
    throw new Error(`Type npm run ${name}, or name one service: ${services.join(', ')}.`);
  if (!only && process.env.DATABASE_URL)
    throw new Error(`DATABASE_URL belongs to one service: name it, npm run ${name} -- ${services[0]}.`);
  for (const service of only ? [only] : services) {
    await demandBuilt(script(service));
    const code = await run(join(root, script(service)), [], environment(needs, service, false));
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
function environment(needs, service, mayBeMissing) {
  const file = join(resolve(root, process.env.STACK_DIR || '.stack'), 'run.json');
  const running = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const found = needs.map((key) => [key, process.env[key] || variables[key](running, service)]);
  const missing = found.filter(([key, value]) => !value && !optional.includes(key)).map(([key]) => key);
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
