import type { Params } from 'nestjs-pino';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { stdSerializers } from 'pino';
import { logFields } from './telemetry/spans';

/** `jana.novakova@shop.test` → `j***@shop.test`: enough to recognise one's own test, too little to write to. */
export function shortenAddresses(text: string): string {
  return text.replace(addresses, '$1***@$2');
}

/** Begins at the edge of a word only, so that a long text without any address is read once, not once per letter. */
const addresses = /(?<![\p{L}\p{N}._%+-])[._%+-]*([\p{L}\p{N}])[\p{L}\p{N}._%+-]*@([\p{L}\p{N}.-]+)/gu;

/** The token in a hook address is a secret: `/hooks/ecomail/6Qd…` → `/hooks/ecomail/[secret]`. */
export function hideHookTokens(text: string): string {
  return text.replace(/(\/hooks\/[\w-]+\/)[^\s/?#"']+/gi, '$1[secret]');
}

/**
 * Secrets that their form gives away, whatever they are called: credentials in an address, signed and encrypted tokens
 * (JWT, JWE) and keys (JWK).
 */
function hideSecrets(text: string): string {
  return text
    .replace(/(\w:\/\/)[^\s/?#@]+@/g, '$1[secret]@')
    .replace(/(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){2,4}/g, '[secret]')
    .replace(/("d"\s*:\s*")[^"]+/g, '$1[secret]');
}

/** For everything that is logged or told to a tracing system. */
export const safeText = (text: string): string => hideHookTokens(shortenAddresses(hideSecrets(text)));

/** Names of fields that never reach a log, at any depth. */
const secretNames = new Set(
  [
    'pin',
    'apikey',
    'api_key',
    'key',
    'password',
    'secret',
    'token',
    'authorization',
    'cookie',
    'jwe',
    'parameters',
  ].map((name) => name.toLowerCase()),
);

/** A copy without secrets and full addresses. Depth and size are bounded, so that a log line stays one. */
export function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return safeText(value.length > 2000 ? `${value.slice(0, 2000)}…` : value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 5) return '…';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => masked(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.has(name.toLowerCase()) ? '[secret]' : masked(item, depth + 1),
    ]),
  );
}

/** As the sender names its request, where that may stand in a log; otherwise one of our own. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
}

/** JSON logs on standard output: service, level, request id; addresses shortened, secrets masked by name. */
export function loggerParams(options: { service: string; logLevel: string }): Params {
  return {
    pinoHttp: {
      level: options.logLevel,
      base: { service: options.service },
      genReqId: requestIdOf,
      autoLogging: false,
      mixin: logFields,
      serializers: {
        req: (request: { id: unknown; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: safeText(decodeURIComponentSafely(request.url.split('?')[0] ?? '')),
        }),
        err: (error: Error) => masked(stdSerializers.err(error)),
      },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) =>
          Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, keepOrMask(name, value)])),
      },
      hooks: {
        logMethod(args, method) {
          const safe = args.map((arg) => (typeof arg === 'string' ? safeText(arg) : arg)) as typeof args;
          method.apply(this, safe);
        },
      },
    },
  };
}

/** Errors and requests have serializers of their own, which need the originals. */
function keepOrMask(name: string, value: unknown): unknown {
  if (value instanceof Error || name === 'req' || name === 'res') return value;
  return secretNames.has(name.toLowerCase()) ? '[secret]' : masked(value);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
