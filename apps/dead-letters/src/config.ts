import { addressesOf, type MessagingOptions } from '@ellity/messaging';
import {
  type ChassisOptions,
  hashKeyVariable,
  type HttpOptions,
  num,
  parseEnvironment,
  SecretBox,
  secretKeyList,
  serviceConfig,
  serviceVariables,
  str,
  tokenVariables,
  urlOf,
  urlsOf,
} from '@ellity/platform';
import { userInfo } from 'node:os';

export interface Config {
  readonly http: HttpOptions;
  readonly logLevel: string;
  readonly chassis?: ChassisOptions;
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly messaging: MessagingOptions;
  readonly managementUrl: string;
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly secretKeys: string;
  readonly hashKey: string;
  readonly letters: LettersOptions;
  readonly runs: { readonly pollMs: number; readonly leaseMs: number; readonly answerMs: number };
}

export interface LettersOptions {
  /** A settled letter is deleted when it was settled longer ago; open ones stay. */
  readonly retentionDays: number;
  /** How often the broker is asked which queues there are. */
  readonly queueLooksMs: number;
  /** How long the drain gives way to others after a batch, at most. */
  readonly drainRestMsMax: number;
  /** Where the services answer that a letter can be tried at, by their names. */
  readonly services: Readonly<Record<string, string>>;
  /** How long a letter of the delivery limit lies before it goes back by itself. */
  readonly sendBackAfterMs: number;
  /** Where new groups are told; empty: nowhere. */
  readonly newGroupWebhook: string;
  readonly newGroupLooksMs: number;
  /** How often it is looked for such letters. */
  readonly sendBackLooksMs: number;
}

export const configToken = Symbol('dead-letters configuration');

const management = urlOf('http', 'https');
const managementVariable = {
  RABBITMQ_MANAGEMENT_URL: management({
    desc: "RabbitMQ's management API, which names the queues; asked as the user dead-letters unless another is given",
    example: 'http://127.0.0.1:15672',
  }),
};
const web = urlOf('http', 'https');

const serviceEnvironment = {
  ...serviceVariables({ port: 4004, database: 'dead_letters' }),
  ...managementVariable,
  REDIS_URL: urlOf(
    'redis',
    'rediss',
  )({ desc: 'the words that wake runs', example: 'redis://127.0.0.1:6379/0' }),
  SECRET_KEYS: secretKeyList({
    desc: 'keys that seal the letters, the current one first',
    example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  }),
  HASH_KEY: hashKeyVariable('key of the hashes that bodies and addresses are recognised by'),
  LETTER_RETENTION_DAYS: num({
    default: 90,
    desc: 'days after which a letter that was delivered or discarded is deleted; counts stay',
    example: '90',
  }),
  NEW_GROUP_WEBHOOK: web({
    default: '',
    desc: 'address that is told of each new group of letters, by a POST with JSON',
    example: 'https://alerts.example/dead-letters',
  }),
  LOYALTY_CORE_URL: web({ desc: 'address of loyalty-core, for previews', example: 'http://127.0.0.1:4001' }),
  ECOMAIL_SYNC_URL: web({ desc: 'address of ecomail-sync, for previews', example: 'http://127.0.0.1:4002' }),
  WEBHOOK_GATEWAY_URL: web({
    desc: 'address of webhook-gateway, for previews',
    example: 'http://127.0.0.1:4003',
  }),
};

/** Of the command-line tool. */
const toolEnvironment = {
  DEAD_LETTERS_URL: web({
    default: undefined,
    desc: 'dlq: address of dead-letters',
    example: 'http://127.0.0.1:4004',
  }),
  DLQ_TOKEN: str({ default: '', desc: 'dlq: a token for dead-letters, in place of SERVICE_TOKEN_KEYS' }),
  DLQ_ACTOR: str({
    default: '',
    desc: 'dlq: who acts, for the audit, where SERVICE_TOKEN_KEYS are given; without it the name of the account',
    example: 'novak',
  }),
  DLQ_ENVIRONMENT: str({
    default: '',
    desc: 'dlq: name of the environment, shown at every change, red unless demo; without it demo on this machine, else the host',
    example: 'production',
  }),
  PRACTICE_BUG_FILE: str({
    default: '',
    desc: 'break: the file by which loyalty-core has a bug to practise on',
  }),
  RABBITMQ_URL_DEAD_LETTERS: urlsOf(
    'amqp',
    'amqps',
  )({
    default: undefined,
    desc: 'dlq queues: message broker, as the user dead-letters; nodes of a cluster separated by commas',
    example: 'amqp://dead-letters:secret@127.0.0.1:5672/ellity',
  }),
};

/** The variables of this application; `.env.example` lists them. */
export const environment = { ...serviceEnvironment, ...toolEnvironment };

/** Three of the largest that are usual; each is held several times over until it is stored. */
const letterBytesInHandMax = 32 * 1024 * 1024;

/** Reads the environment of this service; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, serviceEnvironment);
  const { rabbit, ...common } = serviceConfig(env);
  return {
    ...common,
    messaging: {
      service: 'dead-letters',
      version: env.SERVICE_VERSION,
      rabbit,
      // Measured; see docs/benchmarks.md.
      consumer: { batchSizeMax: 400, prefetch: 800, bytesMax: letterBytesInHandMax },
    },
    managementUrl: asUserOf(rabbit.url, env.RABBITMQ_MANAGEMENT_URL),
    redis: { url: env.REDIS_URL, prefix: 'dead-letters:' },
    secretKeys: env.SECRET_KEYS,
    hashKey: env.HASH_KEY,
    letters: {
      retentionDays: env.LETTER_RETENTION_DAYS,
      queueLooksMs: 10_000,
      drainRestMsMax: 1_000,
      services: {
        'loyalty-core': env.LOYALTY_CORE_URL,
        'ecomail-sync': env.ECOMAIL_SYNC_URL,
        'webhook-gateway': env.WEBHOOK_GATEWAY_URL,
      },
      newGroupWebhook: env.NEW_GROUP_WEBHOOK,
      newGroupLooksMs: 10_000,
      sendBackAfterMs: 300_000,
      sendBackLooksMs: 60_000,
    },
    runs: { pollMs: 5_000, leaseMs: 30_000, answerMs: 60_000 },
  };
}

/** What the command that seals secrets again needs. */
export function readRekeyConfig(): { readonly databaseUrl: string; readonly box: SecretBox } {
  const { DATABASE_URL, SECRET_KEYS } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, SECRET_KEYS });
  return { databaseUrl: env.DATABASE_URL, box: new SecretBox(env.SECRET_KEYS) };
}

/** What may be typed in place of a variable. */
export interface ToolOptions {
  readonly address?: string;
  readonly token?: string;
  readonly environment?: string;
}

/** What `dlq` needs to ask the service; what was typed wins over the environment. */
export function readToolConfig({ address, token, environment }: ToolOptions = {}) {
  const { DEAD_LETTERS_URL, DLQ_TOKEN, DLQ_ACTOR, DLQ_ENVIRONMENT } = toolEnvironment;
  const variables = { DLQ_TOKEN, DLQ_ACTOR, DLQ_ENVIRONMENT };
  const given = {
    ...process.env,
    ...(address === undefined ? {} : { DEAD_LETTERS_URL: address }),
    ...(token === undefined ? {} : { DLQ_TOKEN: token }),
    ...(environment === undefined ? {} : { DLQ_ENVIRONMENT: environment }),
  };
  const env = parseEnvironment(given, {
    ...variables,
    DEAD_LETTERS_URL: web({
      desc: `${DEAD_LETTERS_URL.desc ?? ''}, or --address`,
      example: 'http://127.0.0.1:4004',
    }),
  });
  const keys = env.DLQ_TOKEN === '' ? parseEnvironment(given, tokenVariables).SERVICE_TOKEN_KEYS : '';
  return {
    url: env.DEAD_LETTERS_URL,
    token: env.DLQ_TOKEN,
    keys,
    actor: env.DLQ_ACTOR || nameOfAccount(),
    environment: env.DLQ_ENVIRONMENT || environmentAt(env.DEAD_LETTERS_URL),
  };
}

/** Who works at this terminal, where nothing else is said; nobody where the account has no name. */
function nameOfAccount(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** Nobody is to take a system for the demo because its name was not given. */
function environmentAt(url: string): string {
  const { hostname } = new URL(url);
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) ? 'demo' : hostname;
}

const queuesEnvironment = {
  ...managementVariable,
  RABBITMQ_URL_DEAD_LETTERS: urlsOf(
    'amqp',
    'amqps',
  )({
    desc: 'message broker, as the user dead-letters',
    example: 'amqp://dead-letters:secret@127.0.0.1:5672/ellity',
  }),
};

/** What `dlq queues` needs: the broker itself. */
export function readQueuesConfig(): { readonly url: string; readonly managementUrl: string } {
  const env = parseEnvironment(process.env, queuesEnvironment);
  const url = env.RABBITMQ_URL_DEAD_LETTERS;
  return { url, managementUrl: asUserOf(url, env.RABBITMQ_MANAGEMENT_URL) };
}

/** What `break` needs: the broker, as the user who may send a message in the name of its first sender, and where its bug is. */
export function readPracticeConfig() {
  const { RABBITMQ_URL_DEAD_LETTERS } = queuesEnvironment;
  const { DLQ_ENVIRONMENT, PRACTICE_BUG_FILE } = toolEnvironment;
  const env = parseEnvironment(process.env, {
    RABBITMQ_URL_DEAD_LETTERS,
    DLQ_ENVIRONMENT,
    PRACTICE_BUG_FILE,
  });
  const url = env.RABBITMQ_URL_DEAD_LETTERS;
  return {
    url,
    environment: env.DLQ_ENVIRONMENT || environmentAt(addressesOf(url)[0] ?? url),
    bugFile: env.PRACTICE_BUG_FILE,
  };
}

/** The management API is asked as the user of the broker's address, unless it names another. */
function asUserOf(brokerUrls: string, managementUrl: string): string {
  const address = new URL(managementUrl);
  if (address.username === '') {
    const { username, password } = new URL(addressesOf(brokerUrls)[0] ?? brokerUrls);
    Object.assign(address, { username, password });
  }
  return address.toString();
}
