/**
 * Servers in containers, from docker-compose.yml. Each stack is a Compose project of its own, with its own volumes and
 * ports: the file publishes POSTGRES_PORT, REDIS_PORT, RABBITMQ_PORT and RABBITMQ_MANAGEMENT_PORT, and what was really
 * published is read back.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { REPOSITORY } from './state.mjs';

const SERVICES = { postgres: 'postgres', redis: 'redis', rabbit: 'rabbitmq' };

export async function dockerAnswers() {
  const answers = await Promise.all([
    run('docker', ['compose', 'version']),
    run('docker', ['info'], { timeoutMs: 10_000 }),
  ]);
  return answers.every((answer) => answer.ok);
}

/** Starts the servers' containers, waits until they are healthy, and returns their addresses. */
export async function startContainers(dir, names, ports) {
  await compose(dir, ['up', '-d', '--wait', ...names.map((name) => SERVICES[name])], ports);
  const { services } = JSON.parse(await compose(dir, ['config', '--format', 'json'], ports));
  const published = async (service, port) =>
    `127.0.0.1:${(await compose(dir, ['port', service, String(port)], ports)).trim().split(':').at(-1)}`;
  const addresses = {
    postgres: async () => {
      const { POSTGRES_USER: user = 'postgres', POSTGRES_PASSWORD: password = '' } =
        services.postgres.environment ?? {};
      return {
        postgresUrl: `postgres://${credentials(user, password)}@${await published('postgres', 5432)}/postgres`,
      };
    },
    redis: async () => ({ redisUrl: `redis://${await published('redis', 6379)}` }),
    rabbit: async () => {
      const { RABBITMQ_DEFAULT_USER: user = 'guest', RABBITMQ_DEFAULT_PASS: password = 'guest' } =
        services.rabbitmq.environment ?? {};
      const access = credentials(user, password);
      return {
        rabbitUrl: `amqp://${access}@${await published('rabbitmq', 5672)}`,
        rabbitManagementUrl: `http://${access}@${await published('rabbitmq', 15_672)}`,
      };
    },
  };
  return Object.assign({}, ...(await Promise.all(names.map((name) => addresses[name]()))));
}

export async function areContainersRunning(dir, names) {
  const result = await run('docker', [...projectOf(dir), 'ps', '--status', 'running', '--services']);
  const running = result.stdout.trim().split('\n');
  return result.ok && names.every((name) => running.includes(SERVICES[name]));
}

export async function containerLogs(dir, names) {
  return compose(dir, ['logs', '--no-color', '--tail', '100', ...names.map((name) => SERVICES[name])]);
}

export async function removeContainers(dir, { withData }) {
  await compose(dir, withData ? ['down', '--volumes'] : ['down']);
}

async function compose(dir, args, ports = {}) {
  const env = {
    ...process.env,
    POSTGRES_PORT: String(ports.postgres ?? ''),
    REDIS_PORT: String(ports.redis ?? ''),
    RABBITMQ_PORT: String(ports.amqp ?? ''),
    RABBITMQ_MANAGEMENT_PORT: String(ports.management ?? ''),
  };
  const result = await run('docker', [...projectOf(dir), ...args], { env });
  if (!result.ok)
    throw new Error(`docker compose ${args[0]} failed: ${result.stderr.trim().split('\n').at(-1)}`);
  return result.stdout;
}

function projectOf(dir) {
  const name = `stack-${createHash('sha256').update(dir).digest('hex').slice(0, 10)}`;
  return ['compose', '-f', join(REPOSITORY, 'docker-compose.yml'), '-p', name];
}

/** `docker compose config` doubles every dollar sign. */
function credentials(user, password) {
  const [name, secret] = [user, password].map((word) => encodeURIComponent(word.replaceAll('$$', '$')));
  return secret ? `${name}:${secret}` : name;
}
