import { smtpConfig, smtpVariables } from '@ellity/mail';
import { addressesOf } from '@ellity/messaging';
import {
  bool,
  type ChassisOptions,
  ConfigurationError,
  hashKeyVariable,
  num,
  parseEnvironment,
  SecretBox,
  secretKeyList,
  serviceConfig,
  serviceVariables,
  str,
  urlOf,
} from '@ellity/platform';
import { EnvError, makeValidator } from 'envalid';
import type { JWK } from 'jose';

const curves: Readonly<Record<string, string>> = { 'P-256': 'EC', X25519: 'OKP' };

const publicKey = makeValidator<JWK>((input) => {
  const jwk = jsonOf(input);
  if (typeof jwk !== 'object' || jwk === null || !('kty' in jwk) || !('crv' in jwk) || !('x' in jwk)) {
    throw new EnvError('must be a public key as JWK in JSON');
  }
  if (curves[String(jwk.crv)] !== jwk.kty) throw new EnvError('must be a key on the curve P-256 or X25519');
  if ('d' in jwk) throw new EnvError('must be the public key: this one holds the private part "d"');
  return jwk as JWK;
});

/** The variables of this application; `.env.example` lists them. */
export const environment = {
  ...serviceVariables({ port: 4001, database: 'loyalty_core' }),
  REDIS_URL: urlOf(
    'redis',
    'rediss',
  )({ desc: 'words that wake runs and ticks; may be empty or away', example: 'redis://127.0.0.1:6379/0' }),
  REDIS_PREFIX: str({
    default: 'loyalty-core:',
    desc: 'put before every Redis key',
    example: 'loyalty-core:',
  }),
  SECRET_KEYS: secretKeyList({
    desc: 'keys that seal PINs at rest',
    example: 'k1:<32 bytes in base64, such as from: openssl rand -base64 32>',
  }),
  HASH_KEY: hashKeyVariable('key of the hashes of addresses'),
  SYNC_PUBLIC_KEY: publicKey({
    desc: "ecomail-sync's public key, for PINs on their way",
    example: '{"kty":"EC","crv":"P-256","x":"…","y":"…","kid":"sync-1"}',
  }),
  ECOMAIL_SYNC_URL: urlOf(
    'http',
    'https',
  )({ desc: 'asked for its part of the file about a person', example: 'http://127.0.0.1:4002' }),
  WEBHOOK_GATEWAY_URL: urlOf(
    'http',
    'https',
  )({ desc: 'asked for its part of the file about a person', example: 'http://127.0.0.1:4003' }),
  DEAD_LETTERS_URL: urlOf(
    'http',
    'https',
  )({ desc: 'asked for its part of the file about a person', example: 'http://127.0.0.1:4004' }),
  ...smtpVariables,
  NIGHT_POLL_MS: num({
    default: 10_000,
    desc: 'how often one of the processes looks for nights that have begun, in ms; 0: never this one',
    example: '10000',
  }),
  NIGHTS_AHEAD: bool({
    default: false,
    desc: 'whether a night may be run before its day: for demonstrations only, credits lapse early',
  }),
  PRACTICE_BUG_FILE: str({
    default: '',
    desc: 'while this file exists, awards that are marked for it meet a bug to practise on; for demonstrations, and refused unless database and broker are on this machine',
  }),
};

/** Reads the environment once; throws one error that tells of everything missing or malformed. */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const variables = parseEnvironment(env, environment);
  demandPracticeAtHome(variables);
  return {
    ...serviceConfig(variables),
    version: variables.SERVICE_VERSION,
    redis: { url: variables.REDIS_URL, prefix: variables.REDIS_PREFIX },
    runs: { pollMs: 5_000, leaseMs: 30_000, answerMs: 60_000 },
    pins: { secretKeys: variables.SECRET_KEYS, syncPublicKey: variables.SYNC_PUBLIC_KEY },
    rewards: { hashKey: variables.HASH_KEY },
    personFiles: {
      services: [
        { service: 'ecomail-sync', url: variables.ECOMAIL_SYNC_URL },
        { service: 'webhook-gateway', url: variables.WEBHOOK_GATEWAY_URL },
        { service: 'dead-letters', url: variables.DEAD_LETTERS_URL },
      ],
      withinMs: 10_000,
    },
    mails: smtpConfig(variables),
    nights: { pollMs: variables.NIGHT_POLL_MS, mayRunAhead: variables.NIGHTS_AHEAD },
    practiceBugFile: variables.PRACTICE_BUG_FILE,
  };
}

/** Nobody's credit may depend on a bug that is there on purpose. */
function demandPracticeAtHome(
  variables: Record<'PRACTICE_BUG_FILE' | 'DATABASE_URL' | 'RABBITMQ_URL', string>,
): void {
  const { PRACTICE_BUG_FILE: file, DATABASE_URL, RABBITMQ_URL } = variables;
  const hosts = [DATABASE_URL, ...addressesOf(RABBITMQ_URL)].map((url) => new URL(url).hostname);
  if (file !== '' && !hosts.every((host) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)))
    throw new ConfigurationError([
      'PRACTICE_BUG_FILE is for a demonstration: database and broker must be on this machine',
    ]);
}

export type Config = Omit<ReturnType<typeof readConfig>, 'chassis' | 'practiceBugFile'> & {
  readonly chassis?: ChassisOptions;
  readonly practiceBugFile?: string;
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new EnvError('must be a public key as JWK in JSON');
  }
}

/** What the command that seals secrets again needs. */
export function readRekeyConfig(): { readonly databaseUrl: string; readonly box: SecretBox } {
  const { DATABASE_URL, SECRET_KEYS } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, SECRET_KEYS });
  return { databaseUrl: env.DATABASE_URL, box: new SecretBox(env.SECRET_KEYS) };
}

/** What a command that reads the database alone needs. */
export function readDatabaseConfig(): { readonly databaseUrl: string } {
  const { DATABASE_URL } = environment;
  return { databaseUrl: parseEnvironment(process.env, { DATABASE_URL }).DATABASE_URL };
}

/** What the command that runs a night needs. */
export function readNightConfig(): { readonly coreUrl: string; readonly tokenKeys: string } {
  const { SERVICE_TOKEN_KEYS } = environment;
  const LOYALTY_CORE_URL = urlOf(
    'http',
    'https',
  )({
    default: 'http://127.0.0.1:4001',
    desc: 'address of loyalty-core',
    example: 'http://127.0.0.1:4001',
  });
  const env = parseEnvironment(process.env, { LOYALTY_CORE_URL, SERVICE_TOKEN_KEYS });
  return { coreUrl: env.LOYALTY_CORE_URL, tokenKeys: env.SERVICE_TOKEN_KEYS };
}
