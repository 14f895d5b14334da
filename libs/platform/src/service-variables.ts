import { logLevel, num, port, str, urlOf, urlsOf } from './configuration';
import { secretKeyList } from './secrets/key-list';

/** The keys of service tokens, for a service and for a tool that calls one. */
export const tokenVariables = {
  SERVICE_TOKEN_KEYS: secretKeyList({
    desc: 'keys that prove one service to another, the current one first; the same for all services',
    example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  }),
};

/** Variables that every service with a database has beside its own; `own`: what its examples name. */
export const storeVariables = (own: { readonly port: number; readonly database: string }) => ({
  ...tokenVariables,
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(
    'http',
    'https',
  )({
    default: undefined,
    desc: 'OTLP collector that takes traces; without one none are recorded',
    example: 'http://127.0.0.1:4318',
  }),
  HTTP_HOST: str({ default: '127.0.0.1', desc: 'address to listen on', example: '0.0.0.0' }),
  HTTP_PORT: port({ desc: 'port of the HTTP API', example: String(own.port) }),
  LOG_LEVEL: logLevel(),
  SERVICE_VERSION: str({ default: '0.1.0', desc: 'told by probes and in dead letters', example: '0.1.0' }),
  DATABASE_URL: urlOf(
    'postgres',
    'postgresql',
  )({
    desc: "this service's own PostgreSQL database",
    example: `postgres://app:secret@127.0.0.1:5432/${own.database}`,
  }),
  DATABASE_POOL_SIZE: num({ default: 10, desc: 'most database connections of this process', example: '10' }),
});

/** The same for a service that speaks to the message broker. */
export const serviceVariables = (own: { readonly port: number; readonly database: string }) => ({
  ...storeVariables(own),
  RABBITMQ_URL: urlsOf(
    'amqp',
    'amqps',
  )({
    desc: 'the message broker; nodes of a cluster separated by commas',
    example: 'amqp://app:secret@127.0.0.1:5672',
  }),
});

export interface ChassisOptions {
  /** What runs here, as its probe tells. */
  readonly version?: string | undefined;
  readonly tokens?: string | undefined;
  readonly otlpEndpoint?: string | undefined;
}

type StoreVariables = {
  readonly [
    Name in 'SERVICE_TOKEN_KEYS' | 'HTTP_HOST' | 'LOG_LEVEL' | 'SERVICE_VERSION' | 'DATABASE_URL'
  ]: string;
} & {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | undefined;
  readonly HTTP_PORT: number;
  readonly DATABASE_POOL_SIZE: number;
};

/** What they mean: the part of a service's configuration that all services with a database have. */
export const storeConfig = (variables: StoreVariables) => ({
  http: { host: variables.HTTP_HOST, port: variables.HTTP_PORT },
  logLevel: variables.LOG_LEVEL,
  chassis: {
    version: variables.SERVICE_VERSION,
    tokens: variables.SERVICE_TOKEN_KEYS,
    otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
  } satisfies ChassisOptions,
  database: { url: variables.DATABASE_URL, poolSize: variables.DATABASE_POOL_SIZE },
});

/** The same with the message broker. */
export const serviceConfig = (variables: StoreVariables & { readonly RABBITMQ_URL: string }) => ({
  ...storeConfig(variables),
  rabbit: { url: variables.RABBITMQ_URL },
});
