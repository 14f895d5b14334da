import type { MessagingOptions } from '@ellity/messaging';
import {
  type ChassisOptions,
  chassisOptions,
  chassisVariables,
  type HttpOptions,
  num,
  parseEnvironment,
  port,
  SecretBox,
  secretKeyList,
  str,
  urlOf,
  urlsOf,
} from '@ellity/platform';

export interface Config {
  readonly http: HttpOptions;
  readonly logLevel: string;
  readonly chassis?: ChassisOptions;
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly messaging: MessagingOptions;
  readonly hooks: HookOptions;
  readonly retention: RetentionOptions;
}

export interface HookOptions {
  /** Where Ecomail reaches this service; every hook address starts with it. */
  readonly publicUrl: string;
  readonly secretBox: SecretBox;
  /** Key of the hashes that tokens are looked up by. */
  readonly hashKey: string;
}

export const hookOptionsToken = Symbol('hook options');

export interface RetentionOptions {
  /** A notice is deleted when it is older. */
  readonly noticeDays: number;
}

export const retentionOptionsToken = Symbol('retention options');

/** The variables of this application; `.env.example` lists them. */
export const environment = {
  ...chassisVariables,
  HTTP_HOST: str({ default: '127.0.0.1', desc: 'address to listen on', example: '0.0.0.0' }),
  HTTP_PORT: port({ desc: 'port to listen on', example: '4003' }),
  LOG_LEVEL: str({
    default: 'info',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace'],
    desc: 'least level logged',
    example: 'info',
  }),
  DATABASE_URL: urlOf(
    'postgres',
    'postgresql',
  )({
    desc: 'database of this service',
    example: 'postgres://app@127.0.0.1:5432/webhook_gateway',
  }),
  DATABASE_POOL_SIZE: num({ default: 10, desc: 'largest number of database connections', example: '10' }),
  RABBITMQ_URL: urlsOf(
    'amqp',
    'amqps',
  )({
    desc: 'message broker; nodes of a cluster separated by commas',
    example: 'amqp://webhook-gateway:secret@127.0.0.1:5672/ellity',
  }),
  PUBLIC_URL: urlOf(
    'http',
    'https',
  )({
    desc: 'where Ecomail reaches this service; hook addresses start with it',
    example: 'https://hooks.shop.example',
  }),
  SECRET_KEYS: secretKeyList({
    desc: 'keys for secrets at rest, the current one first',
    example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  }),
  NOTICE_RETENTION_DAYS: num({
    default: 90,
    desc: 'days after which a notice, with the address in it, is deleted; counts stay',
    example: '90',
  }),
  HASH_KEY: str({
    desc: 'key of the hashes that hook tokens are looked up by',
    example: 'any-long-random-text',
  }),
};

/** Reads the environment of this service; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, environment);
  return {
    http: { host: env.HTTP_HOST, port: env.HTTP_PORT },
    logLevel: env.LOG_LEVEL,
    chassis: chassisOptions(env),
    database: { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE },
    messaging: { service: 'webhook-gateway', version: '0.1.0', rabbit: { url: env.RABBITMQ_URL } },
    hooks: { publicUrl: env.PUBLIC_URL, secretBox: new SecretBox(env.SECRET_KEYS), hashKey: env.HASH_KEY },
    retention: { noticeDays: env.NOTICE_RETENTION_DAYS },
  };
}

/** What the command that seals secrets again needs. */
export function readRekeyConfig(): { readonly databaseUrl: string; readonly box: SecretBox } {
  const { DATABASE_URL, SECRET_KEYS } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, SECRET_KEYS });
  return { databaseUrl: env.DATABASE_URL, box: new SecretBox(env.SECRET_KEYS) };
}
