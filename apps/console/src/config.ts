import { smtpConfig, smtpVariables, type SmtpConfig } from '@ellity/mail';
import {
  type ChassisOptions,
  hashKeyVariable,
  type HttpOptions,
  num,
  parseEnvironment,
  SecretBox,
  secretKeyList,
  storeConfig,
  storeVariables,
  str,
  urlOf,
} from '@ellity/platform';
import { join } from 'node:path';

/** The services that the console passes calls on to, as they are named in its addresses. */
export const targets = ['core', 'sync', 'gateway', 'letters'] as const;
export type Target = (typeof targets)[number];

/** Their names as in tokens. */
export const serviceNames: Readonly<Record<Target, string>> = {
  core: 'loyalty-core',
  sync: 'ecomail-sync',
  gateway: 'webhook-gateway',
  letters: 'dead-letters',
};

export interface Config {
  readonly http: HttpOptions;
  readonly logLevel: string;
  readonly chassis: ChassisOptions;
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly secretBox: SecretBox;
  /** Key of the hashes of links and addresses, and of the signature of session cookies. */
  readonly hashKey: string;
  readonly mails: SmtpConfig;
  /** Where people reach the console; links in e-mails begin with it. */
  readonly publicUrl: string;
  /** How many proxies in front are believed about the caller's address. */
  readonly proxies: number;
  /** Shown beside the name of the product, so that nobody takes a test for the real thing. */
  readonly environment: string | null;
  /** The built web app. */
  readonly webFolder: string;
  /** Undefined: that service does not run here. */
  readonly services: Readonly<Record<Target, string | undefined>>;
  readonly auditDays: number;
  /** How often it is looked whether whoever gets a long answer may still have it. */
  readonly rightsLooksMs: number;
}

const rightsLooksMs = 30_000;

export const configToken = Symbol('console config');

const httpUrl = urlOf('http', 'https');
const service = (name: string, port: number) => ({
  desc: `address of ${name}`,
  example: `http://127.0.0.1:${port}`,
});

/** The variables of this application; `.env.example` lists them. */
export const environment = {
  ...storeVariables({ port: 4000, database: 'console' }),
  REDIS_URL: urlOf(
    'redis',
    'rediss',
  )({ desc: 'sessions and failed logins', example: 'redis://127.0.0.1:6379/0' }),
  REDIS_PREFIX: str({ default: 'console:', desc: 'put before every Redis key', example: 'console:' }),
  SECRET_KEYS: secretKeyList({
    desc: 'keys for answers kept under an Idempotency-Key, the current one first',
    example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  }),
  HASH_KEY: hashKeyVariable(
    'key of the hashes of links and addresses, and of the signature of session cookies',
  ),
  ...smtpVariables,
  PUBLIC_URL: httpUrl({
    desc: 'where people reach the console; with https cookies are sent over TLS alone',
    example: 'https://console.shop.example',
  }),
  PROXIES: num({
    default: undefined,
    desc: 'how many proxies in front tell the truth about callers; without it 1 where PUBLIC_URL is https, else 0',
    example: '1',
  }),
  ENVIRONMENT_NAME: str({ default: '', desc: 'shown beside the name of the product', example: 'staging' }),
  WEB_FOLDER: str({
    default: '',
    desc: 'the built web app; without it apps/console-web/dist of this workspace',
    example: '/ellity/apps/console-web/dist',
  }),
  LOYALTY_CORE_URL: httpUrl(service('loyalty-core', 4001)),
  ECOMAIL_SYNC_URL: httpUrl(service('ecomail-sync', 4002)),
  WEBHOOK_GATEWAY_URL: httpUrl(service('webhook-gateway', 4003)),
  DEAD_LETTERS_URL: httpUrl({ ...service('dead-letters', 4004), default: undefined }),
  AUDIT_DAYS: num({
    default: 730,
    desc: 'days for which changes by people stay in the audit',
    example: '730',
  }),
};

/** Reads the environment of this service; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, environment);
  return {
    ...storeConfig(env),
    redis: { url: env.REDIS_URL, prefix: env.REDIS_PREFIX },
    secretBox: new SecretBox(env.SECRET_KEYS),
    hashKey: env.HASH_KEY,
    mails: smtpConfig(env),
    publicUrl: env.PUBLIC_URL,
    proxies: env.PROXIES ?? (env.PUBLIC_URL.startsWith('https:') ? 1 : 0),
    environment: env.ENVIRONMENT_NAME || null,
    webFolder: env.WEB_FOLDER || join(__dirname, '..', '..', 'console-web', 'dist'),
    services: {
      core: env.LOYALTY_CORE_URL,
      sync: env.ECOMAIL_SYNC_URL,
      gateway: env.WEBHOOK_GATEWAY_URL,
      letters: env.DEAD_LETTERS_URL,
    },
    auditDays: env.AUDIT_DAYS,
    rightsLooksMs,
  };
}

/** What the command for people needs. */
export function readCommandConfig() {
  const { DATABASE_URL, HASH_KEY, PUBLIC_URL } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, HASH_KEY, PUBLIC_URL });
  return { databaseUrl: env.DATABASE_URL, hashKey: env.HASH_KEY, publicUrl: env.PUBLIC_URL };
}

/** What the command that seals secrets again needs. */
export function readRekeyConfig(): { readonly databaseUrl: string; readonly box: SecretBox } {
  const { DATABASE_URL, SECRET_KEYS } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, SECRET_KEYS });
  return { databaseUrl: env.DATABASE_URL, box: new SecretBox(env.SECRET_KEYS) };
}
