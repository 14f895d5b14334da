import type { MessagingOptions } from '@ellity/messaging';
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
  tokenVariables,
  urlOf,
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
  ...serviceVariables({ port: 4003, database: 'webhook_gateway' }),
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
  HASH_KEY: hashKeyVariable('key of the hashes that hook tokens are looked up by'),
};

/** Nobody waits for a verdict by the millisecond, and intake has the time that publishing one by one would take. */
const relayRestMs = 100;

/** Reads the environment of this service; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, environment);
  const { rabbit, ...common } = serviceConfig(env);
  return {
    ...common,
    messaging: {
      service: 'webhook-gateway',
      version: env.SERVICE_VERSION,
      rabbit,
      relay: { restMs: relayRestMs },
    },
    hooks: { publicUrl: env.PUBLIC_URL, secretBox: new SecretBox(env.SECRET_KEYS), hashKey: env.HASH_KEY },
    retention: { noticeDays: env.NOTICE_RETENTION_DAYS },
  };
}

/** Where the tool of notices finds this service, and how it proves itself there. */
export function readNoticesConfig(): { readonly url: string; readonly tokenKeys: string } {
  const env = parseEnvironment(process.env, {
    ...tokenVariables,
    WEBHOOK_GATEWAY_URL: urlOf(
      'http',
      'https',
    )({
      default: 'http://127.0.0.1:4003',
      desc: 'address of webhook-gateway',
      example: 'http://127.0.0.1:4003',
    }),
  });
  return { url: env.WEBHOOK_GATEWAY_URL, tokenKeys: env.SERVICE_TOKEN_KEYS };
}

/** What the command that seals secrets again needs. */
export function readRekeyConfig(): { readonly databaseUrl: string; readonly box: SecretBox } {
  const { DATABASE_URL, SECRET_KEYS } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, SECRET_KEYS });
  return { databaseUrl: env.DATABASE_URL, box: new SecretBox(env.SECRET_KEYS) };
}
