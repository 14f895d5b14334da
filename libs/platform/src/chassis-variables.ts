import { urlOf } from './configuration';
import { secretKeyList } from './key-list';

/** Variables that every service has beside its own; all may be absent. */
export const chassisVariables = {
  SERVICE_TOKEN_KEYS: secretKeyList({
    default: undefined,
    desc: 'keys that prove one service to another; without them a service answers its own machine only',
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
  readonly SERVICE_TOKEN_KEYS: string | undefined;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | undefined;
}): ChassisOptions => ({
  tokens: variables.SERVICE_TOKEN_KEYS,
  otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
});
