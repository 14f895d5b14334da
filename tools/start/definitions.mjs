/** Which services a local system has, where they answer, and what each is told through its environment. */
import { join } from 'node:path';
import { ensureBrokerUsers } from './broker.mjs';
import { keysIn, portsIn } from './settings.mjs';

/** The services that have a database, and so secrets and an API. */
export const databaseOwners = ['loyalty-core', 'ecomail-sync', 'webhook-gateway', 'dead-letters', 'console'];

const preferredPorts = {
  console: 4000,
  'loyalty-core': 4001,
  'ecomail-sync': 4002,
  'webhook-gateway': 4003,
  'dead-letters': 4004,
  'ecomail-sandbox': 4010,
  'mail-inbox': 4025,
};
/** Systems that run beside it, such as those of tests, leave the usual ports alone. */
const usualVhost = 'ellity';
const anyPorts = Object.fromEntries(Object.keys(preferredPorts).map((name) => [name, undefined]));

/** What is for people opens at its root, an API at its description. */
const pageOf = (name) => (['console', 'ecomail-sandbox'].includes(name) ? '/' : '/docs');

/** `dir` keeps keys, ports and the sandbox's data; `vhost` keeps systems on one broker apart. */
export async function serviceDefinitions(dir, servers, databases, vhost = usualVhost) {
  const keys = keysIn(dir);
  const ports = await portsIn(dir, vhost === usualVhost ? preferredPorts : anyPorts);
  const url = (name) => `http://127.0.0.1:${ports[name]}`;
  const brokerUrls = await ensureBrokerUsers({
    managementUrl: servers.rabbitManagementUrl,
    rabbitUrl: servers.rabbitUrl,
    vhost,
  });
  const common = (name) => ({
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(ports[name]),
    DATABASE_URL: databases[name],
    RABBITMQ_URL: brokerUrls[name],
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    SECRET_KEYS: keys.SECRET_KEYS,
    HASH_KEY: keys.HASH_KEY,
    SERVICE_TOKEN_KEYS: keys.SERVICE_TOKEN_KEYS,
  });
  const askedByMany = { ECOMAIL_SYNC_URL: url('ecomail-sync'), WEBHOOK_GATEWAY_URL: url('webhook-gateway') };
  const keepsLetters = { DEAD_LETTERS_URL: url('dead-letters') };
  const mails = { SMTP_URL: `smtp://127.0.0.1:${ports['mail-inbox']}`, MAIL_FROM: 'loyalty@ellity.test' };
  const definitions = {
    console: {
      url: url('console'),
      env: {
        ...common('console'),
        REDIS_URL: servers.redisUrl,
        REDIS_PREFIX: `console:${vhost}:`,
        PUBLIC_URL: url('console'),
        ENVIRONMENT_NAME: 'demo',
        LOYALTY_CORE_URL: url('loyalty-core'),
        ...askedByMany,
        ...keepsLetters,
        ...mails,
      },
    },
    'loyalty-core': {
      url: url('loyalty-core'),
      env: {
        ...common('loyalty-core'),
        REDIS_URL: servers.redisUrl,
        SYNC_PUBLIC_KEY: keys.SYNC_PUBLIC_KEY,
        ...askedByMany,
        ...keepsLetters,
        ...mails,
        NIGHTS_AHEAD: 'true',
        PRACTICE_BUG_FILE: join(dir, 'practice-bug'),
      },
    },
    'ecomail-sync': {
      url: url('ecomail-sync'),
      env: {
        ...common('ecomail-sync'),
        REDIS_URL: servers.redisUrl,
        LOYALTY_CORE_URL: url('loyalty-core'),
        SYNC_PRIVATE_KEY: keys.SYNC_PRIVATE_KEY,
        ECOMAIL_BASE_URL: url('ecomail-sandbox'),
        ECOMAIL_ORIGINS: url('ecomail-sandbox'),
      },
    },
    'webhook-gateway': {
      url: url('webhook-gateway'),
      env: { ...common('webhook-gateway'), PUBLIC_URL: url('webhook-gateway') },
    },
    'dead-letters': {
      url: url('dead-letters'),
      env: {
        ...common('dead-letters'),
        REDIS_URL: servers.redisUrl,
        RABBITMQ_MANAGEMENT_URL: new URL(servers.rabbitManagementUrl).origin,
        LOYALTY_CORE_URL: url('loyalty-core'),
        ...askedByMany,
      },
    },
    'ecomail-sandbox': {
      url: url('ecomail-sandbox'),
      healthPath: '/_sandbox/health',
      env: {
        HOST: '127.0.0.1',
        PORT: String(ports['ecomail-sandbox']),
        SMTP_PORT: String(ports['mail-inbox']),
        DATA_DIR: join(dir, 'sandbox'),
      },
    },
  };
  const services = Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      { url: definition.url, page: pageOf(name) },
    ]),
  );
  services['mail-inbox'] = { url: `smtp://127.0.0.1:${ports['mail-inbox']}`, page: '' };
  const settings = {
    services,
    broker: brokerUrls,
    management: servers.rabbitManagementUrl,
    tokenKeys: keys.SERVICE_TOKEN_KEYS,
    secretKeys: keys.SECRET_KEYS,
    hashKey: keys.HASH_KEY,
    practiceBugFile: definitions['loyalty-core'].env.PRACTICE_BUG_FILE,
    databases,
  };
  return { definitions, settings };
}
