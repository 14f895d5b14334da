import type { MessagingOptions } from '@ellity/messaging';
import {
  bool,
  type ChassisOptions,
  hashKeyVariable,
  type HttpOptions,
  parseEnvironment,
  SecretBox,
  secretKeyList,
  serviceConfig,
  serviceVariables,
  str,
  tokenVariables,
  urlOf,
} from '@ellity/platform';
import { makeValidator } from 'envalid';
import type { JWK } from 'jose';
import type { TrustedAddresses } from './connection/addresses';

export interface DeliveryOptions {
  /** Off: nothing is sent by this process, everything waits. */
  readonly isEnabled: boolean;
  /** How often the database is asked for work that no signal of this process announced. */
  readonly pollMs: number;
  /** When a tracker event without an answer is read back, after the call. */
  readonly readBackAfterMs: readonly number[];
  /** Waits between attempts that failed; the last one repeats. */
  readonly backoffMs: readonly number[];
  /** Ecomail may carry out a write this long after its caller gave up on it. */
  readonly landingMs: number;
  /** A contact that was written this long ago is written again before an event about it. */
  readonly freshMs: number;
  readonly housekeepingMs: number;
  /** Waits before each read-back of a write. */
  readonly visibleAfterMs: readonly number[];
}

export interface RunOptions {
  /** How often the table of runs is asked, for what Redis did not tell. */
  readonly pollMs: number;
  /** After it without a sign of life, a run is taken over by another process. */
  readonly leaseMs: number;
  /** How long the answer to an activation waits for its end. */
  readonly answerMs: number;
  /** How often it is asked whose list was not looked at for long: one process each time. */
  readonly fieldChecksMs: number;
}

export interface DriftOptions {
  /** How long after a check of a list began the next one begins by itself. */
  readonly everyMs: number;
  /** How often it is asked whose list is due: one process each time. */
  readonly tickMs: number;
  readonly contactsPerPage: number;
  /** Nothing is said of contacts that were written so lately: a page may be older than it looks. */
  readonly settledMs: number;
}

export interface StatusOptions {
  /** How often a stream of the status looks for changes. */
  readonly everyMs: number;
  readonly heartbeatMs: number;
  /** Streams of this process at a time. */
  readonly streamsMax: number;
  /** How often it is asked whose automation log is to be looked into: one process each time. */
  readonly samplesMs: number;
}

export interface Config {
  readonly http: HttpOptions;
  readonly logLevel: string;
  readonly chassis?: ChassisOptions;
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly messaging: MessagingOptions;
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly secretKeys: string;
  readonly hashKey: string;
  /** PINs and addresses are encrypted to its public half. */
  readonly privateKey: JWK;
  /** Where keys of merchants may be sent. */
  readonly ecomail: TrustedAddresses;
  /** Where loyalty-core answers, and what its callers prove themselves by. */
  readonly core: { readonly url: string; readonly tokenKeys: string };
  readonly delivery: DeliveryOptions;
  readonly runs: RunOptions;
  readonly drift: DriftOptions;
  readonly status: StatusOptions;
}

export const configToken = Symbol('ecomail-sync configuration');

const privateJwk = makeValidator<JWK>((input) => {
  const key = JSON.parse(input) as JWK;
  if (key.kty !== 'EC' || key.crv !== 'P-256' || !key.d)
    throw new TypeError('must be a private JWK on the curve P-256');
  return { ...key, alg: 'ECDH-ES' };
});

const secondsList = makeValidator<readonly number[]>((input) => {
  const seconds = input.split(',').map(Number);
  if (seconds.length === 0 || seconds.some((value) => !(value > 0))) {
    throw new TypeError('must be seconds separated by commas');
  }
  return seconds.map((value) => value * 1000);
});

const originList = makeValidator<readonly string[]>((input) => {
  const origins = input.split(',').map((origin) => origin.trim().toLowerCase());
  const isOrigin = (text: string): boolean => {
    const one = text.replace(/:\*$/, ':1');
    return /^https?:/.test(one) && URL.canParse(one) && new URL(one).origin === one;
  };
  if (!origins.every(isOrigin))
    throw new TypeError('must be origins separated by commas, such as http://host:4010 or http://host:*');
  return origins;
});

const seconds = makeValidator<number>((input) => {
  if (!(Number(input) > 0)) throw new TypeError('must be seconds, more than 0');
  return Number(input) * 1000;
});

const coreUrl = urlOf(
  'http',
  'https',
)({
  default: 'http://127.0.0.1:4001',
  desc: 'address of loyalty-core',
  example: 'http://127.0.0.1:4001',
});

/** The variables of this application; `.env.example` lists them. */
export const environment = {
  ...serviceVariables({ port: 4002, database: 'ecomail_sync' }),
  REDIS_URL: urlOf(
    'redis',
    'rediss',
  )({
    desc: 'keeps the pace of each API key, and the words that wake runs',
    example: 'redis://127.0.0.1:6379/0',
  }),
  REDIS_PREFIX: str({
    default: 'ecomail-sync:',
    desc: 'put before every Redis key',
    example: 'ecomail-sync:',
  }),
  SECRET_KEYS: secretKeyList({
    desc: 'keys for secrets at rest, the current one first',
    example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  }),
  HASH_KEY: hashKeyVariable('key of hashes of addresses and API keys'),
  SYNC_PRIVATE_KEY: privateJwk({
    desc: 'private key that PINs are encrypted to, as JWK',
    example: '{"kty":"EC","crv":"P-256","x":"…","y":"…","d":"…"}',
  }),
  ECOMAIL_BASE_URL: urlOf(
    'http',
    'https',
  )({
    default: 'https://api2.ecomailapp.cz',
    desc: 'Ecomail, for keys that come without an address',
    example: 'https://api2.ecomailapp.cz',
  }),
  ECOMAIL_ORIGINS: originList({
    default: [],
    desc: 'where connections may say that Ecomail is, besides its own addresses, such as a sandbox; * for any port',
    example: 'http://127.0.0.1:4010',
  }),
  LOYALTY_CORE_URL: coreUrl,
  DELIVERY_ENABLED: bool({ default: true, desc: 'whether this process sends to Ecomail', example: 'true' }),
  DELIVERY_LOOKS_AFTER: secondsList({
    default: [60_000, 300_000],
    desc: 'seconds after which an unanswered tracker event is looked for',
    example: '60,300',
  }),
  DELIVERY_WRITE_LANDS_WITHIN: seconds({
    default: 600_000,
    desc: 'seconds within which a write without an answer may still be carried out; then its contacts are written again',
    example: '600',
  }),
  DELIVERY_FRESH_FOR: seconds({
    default: 3_600_000,
    desc: 'seconds after which a contact is written again before an event about it',
    example: '3600',
  }),
  DRIFT_CHECK_EVERY: seconds({
    default: 6 * 3_600_000,
    desc: 'seconds after which a list is read again and compared with what was written to it',
    example: '21600',
  }),
};

/** Reads the environment of this service; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, environment);
  const { rabbit, ...common } = serviceConfig(env);
  return {
    ...common,
    messaging: { service: 'ecomail-sync', version: env.SERVICE_VERSION, rabbit },
    redis: { url: env.REDIS_URL, prefix: env.REDIS_PREFIX },
    secretKeys: env.SECRET_KEYS,
    hashKey: env.HASH_KEY,
    privateKey: env.SYNC_PRIVATE_KEY,
    ecomail: { default: env.ECOMAIL_BASE_URL, origins: env.ECOMAIL_ORIGINS },
    core: { url: env.LOYALTY_CORE_URL, tokenKeys: env.SERVICE_TOKEN_KEYS },
    delivery: {
      isEnabled: env.DELIVERY_ENABLED,
      pollMs: 250,
      readBackAfterMs: env.DELIVERY_LOOKS_AFTER,
      backoffMs: [1_000, 2_000, 5_000, 10_000, 30_000, 60_000],
      landingMs: env.DELIVERY_WRITE_LANDS_WITHIN,
      freshMs: env.DELIVERY_FRESH_FOR,
      housekeepingMs: 60_000,
      visibleAfterMs: [0, 200, 300, 500, 1_000, 2_000, 4_000],
    },
    runs: { pollMs: 5_000, leaseMs: 30_000, answerMs: 60_000, fieldChecksMs: 60_000 },
    drift: {
      everyMs: env.DRIFT_CHECK_EVERY,
      tickMs: 60_000,
      contactsPerPage: 1_000,
      settledMs: 300_000,
    },
    status: { everyMs: 2_000, heartbeatMs: 15_000, streamsMax: 100, samplesMs: 600_000 },
  };
}

/** Where the story command finds this service, and how it proves itself there. */
export function readStoryConfig(): { readonly url: string; readonly tokenKeys: string } {
  const env = parseEnvironment(process.env, {
    ...tokenVariables,
    ECOMAIL_SYNC_URL: urlOf(
      'http',
      'https',
    )({
      default: 'http://127.0.0.1:4002',
      desc: 'address of ecomail-sync',
      example: 'http://127.0.0.1:4002',
    }),
  });
  return { url: env.ECOMAIL_SYNC_URL, tokenKeys: env.SERVICE_TOKEN_KEYS };
}

/** Where `npm run reconcile` finds the services, and how it proves itself there. */
export function readReconcileConfig(): {
  readonly syncUrl: string;
  readonly coreUrl: string;
  readonly lettersUrl: string;
  readonly tokenKeys: string;
} {
  const { url: syncUrl, tokenKeys } = readStoryConfig();
  const env = parseEnvironment(process.env, {
    LOYALTY_CORE_URL: coreUrl,
    DEAD_LETTERS_URL: urlOf('http', 'https')({ desc: 'address of dead-letters, to count its letters' }),
  });
  return { syncUrl, coreUrl: env.LOYALTY_CORE_URL, lettersUrl: env.DEAD_LETTERS_URL, tokenKeys };
}

/** What the command that seals secrets again needs. */
export function readRekeyConfig(): { readonly databaseUrl: string; readonly box: SecretBox } {
  const { DATABASE_URL, SECRET_KEYS } = environment;
  const env = parseEnvironment(process.env, { DATABASE_URL, SECRET_KEYS });
  return { databaseUrl: env.DATABASE_URL, box: new SecretBox(env.SECRET_KEYS) };
}
