/** Command line of the local stack. Prints addresses without passwords; the full ones are in `stack.json` in its folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutPassword } from './addresses.mjs';
import { containerLogs } from './docker.mjs';
import { down, reset, status, up } from './index.mjs';

const USAGE = `Usage: npm run stack <command>

  up              start PostgreSQL, Redis and RabbitMQ, or what of them does not run yet;
                  --rabbit 4 with the newest RabbitMQ 4 (fetched once), which the stack then keeps
  down            stop them; data stays
  status          show what runs
  reset           stop them and delete their data, and what npm start keeps beside them
  logs [server]   last lines of postgres, redis or rabbit (all without a name)

STACK_DIR selects another stack (default .stack), STACK_BINARIES=private|installed|docker a way to run it,
STACK_RABBIT=4 is --rabbit 4.
POSTGRES_URL, REDIS_URL and RABBITMQ_URL use servers of your own instead.`;

const LABELS = {
  postgresUrl: 'PostgreSQL',
  redisUrl: 'Redis',
  rabbitUrl: 'RabbitMQ',
  rabbitManagementUrl: 'RabbitMQ management',
};
const LOG_LINES = 100;
const print = (text) => process.stdout.write(`${text}\n`);

const commands = {
  async up(...words) {
    const rabbit = seriesIn(words);
    const startedAt = Date.now();
    const addresses = await up({ log: print, ...(rabbit ? { rabbit } : {}) });
    printAddresses(addresses);
    print(`The stack is up (${addresses.mode}, ${((Date.now() - startedAt) / 1000).toFixed(1)} s).`);
  },
  async down() {
    const { servers } = await status();
    const running = Object.values(servers).filter((server) => server.isRunning);
    if (running.length > 0)
      print(`Stopping ${running.map((server) => server.title).join(', ')} (up to 10 s).`);
    await down({ log: print });
    print(running.length > 0 ? 'The stack is down; its data stays.' : 'Nothing was running.');
  },
  async status() {
    const { dir, servers, addresses } = await status();
    print(`Stack in ${dir}`);
    for (const { title, isRunning, way, port } of Object.values(servers)) {
      print(
        `  ${title.padEnd(20)} ${isRunning ? `running (${way ?? 'unknown'}), port ${port}` : 'not running'}`,
      );
    }
    if (Object.values(servers).some((server) => server.isRunning)) printAddresses(addresses);
  },
  async reset() {
    await reset({ log: print });
    print('The stack is stopped and its data deleted.');
  },
  async logs(server) {
    const { dir, servers } = await status();
    if (server && !servers[server])
      throw new Error(`Unknown server ${server}; known are ${Object.keys(servers).join(', ')}.`);
    for (const name of server ? [server] : Object.keys(servers)) {
      const file = join(dir, 'log', `${name}.log`);
      print(`--- ${servers[name].title}`);
      if (servers[name].way === 'docker') print(await containerLogs(dir, [name]));
      else
        print(
          existsSync(file)
            ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n')
            : 'no log yet',
        );
    }
  },
};

function seriesIn(words) {
  if (words.length === 0) return undefined;
  if (words.length === 2 && words[0] === '--rabbit') return words[1];
  throw new Error(`up takes --rabbit <series> only, not ${words.join(' ')}.`);
}

function printAddresses(addresses) {
  for (const [key, label] of Object.entries(LABELS)) {
    if (addresses[key]) print(`  ${label.padEnd(20)} ${withoutPassword(addresses[key])}`);
  }
}

const [name = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  print(USAGE);
  process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2;
} else {
  try {
    await commands[name](...rest);
  } catch (error) {
    process.stderr.write(`stack ${name}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
