import { urlOf } from './configuration';
import { secretKeyList } from './secrets/key-list';

/** Variables that every service has beside its own. */
export const chassisVariables = {
  SERVICE_TOKEN_KEYS: secretKeyList({
    desc: 'keys that prove one service to another, the current one first; the same for all services',
    example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(
    'http',
    'https',
  )({
    default: undefined,
    desc: 'OTLP collector that takes traces; without one none are recorded',
    example: 'http://127.0.0.1:4318',
  }),
};

export interface ChassisOptions {
  readonly tokens?: string | undefined;
  readonly otlpEndpoint?: string | undefined;
}

/** What they mean to PlatformModule. */
export const chassisOptions = (variables: {
  readonly SERVICE_TOKEN_KEYS: string;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | undefined;
}): ChassisOptions => ({
  tokens: variables.SERVICE_TOKEN_KEYS,
  otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
});
