import type { DynamicModule } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Logger } from 'nestjs-pino';
import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { DataSource } from 'typeorm';
import type { DatabaseOptions } from './database/database-options';
import { connectMigrated } from './database/migrate';
import { ServiceAccess } from './access/service-access';
import { type BodyRules, parseBodies } from './http/request-body';
import { RequestValidation } from './http/request-validation';
import { completeDocument } from './http/openapi';
import { listenAs, startFailure } from './start-failure';
import type { SecretBox } from './secrets/secret-box';
import { KeyedRequests } from './request-keys/keyed-requests';
import { followRequest } from './telemetry/incoming-http';

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port; the log line `listening` tells which. */
  readonly port: number;
}

export interface ServiceDefinition<C extends { readonly http: HttpOptions }> {
  readonly service: string;
  /** Shown in the OpenAPI document at /docs. */
  readonly description: string;
  readonly config: () => C;
  readonly module: (config: C) => DynamicModule;
  /** The largest JSON body taken, such as `128kb`, which is the default. */
  readonly bodyLimit?: string;
  readonly rawBodies?: BodyRules['raw'];
  /** A request must have arrived whole within this time; one that has not is answered 408 and cut off. Default 5 minutes. */
  readonly requestTimeoutMs?: number;
  /** The database of the service; with it the word `migrate` on the command line brings it up to date and does no more. */
  readonly database?: (config: C) => DatabaseOptions;
  /**
   * With it every write takes an Idempotency-Key, and answers are kept sealed with these keys; needs `database` and the
   * table of `RequestKeys1797630000000`.
   */
  readonly requestSecrets?: (config: C) => SecretBox;
  /** Name of the cookie of a session, where callers prove themselves by one instead of by a service token. */
  readonly sessionCookie?: string;
  /** Adds what sees requests before their bodies are read, such as what passes them on. */
  readonly before?: (app: NestExpressApplication, config: C) => void;
  /** Adds what is not HTTP, such as the message transport, before the start. */
  readonly connect?: (app: NestExpressApplication, config: C) => void;
  /** After a stop signal the process ends within this time, finished or not; default 25 s. */
  readonly stopTimeoutMs?: number;
}

const stopTimeoutDefaultMs = 25_000;

/** Builds the application with the chassis' rules on it, without listening. Tests use it as `serve` does. */
export async function createService<C extends { readonly http: HttpOptions }>(
  definition: ServiceDefinition<C>,
  config: C,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(definition.module(config), {
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.disable('x-powered-by');
  app.use(followRequest);
  if (definition.requestTimeoutMs !== undefined) hurry(app.getHttpServer(), definition.requestTimeoutMs);
  definition.before?.(app, config);
  parseBodies(app, { limit: definition.bodyLimit ?? '128kb', raw: definition.rawBodies });
  app.useGlobalPipes(new RequestValidation());
  takeKeys(app, definition, config);
  describeAt('docs', app, definition);
  definition.connect?.(app, config);
  return app;
}

/** Node looks at its connections every so often; by itself every half minute, which is long beside a short limit. */
function hurry(server: Server, timeoutMs: number): void {
  const checks = { connectionsCheckingInterval: Math.ceil(timeoutMs / 5) };
  Object.assign(server, { requestTimeout: timeoutMs, headersTimeout: timeoutMs, ...checks });
}

function takeKeys<C extends { readonly http: HttpOptions }>(
  app: NestExpressApplication,
  { requestSecrets, database }: ServiceDefinition<C>,
  config: C,
): void {
  if (!requestSecrets || !database) return;
  const { poolSize } = database(config);
  app.useGlobalInterceptors(
    new KeyedRequests(app.get(DataSource), app.get(Reflector), requestSecrets(config), poolSize),
  );
}

/** The OpenAPI document and its page. Both are for anybody to read; calls from the page need a token. */
function describeAt(
  path: string,
  app: NestExpressApplication,
  {
    service,
    description,
    requestSecrets,
    sessionCookie,
  }: Pick<ServiceDefinition<never>, 'service' | 'description' | 'requestSecrets' | 'sessionCookie'>,
): void {
  const document = new DocumentBuilder().setTitle(service).setDescription(description);
  if (sessionCookie !== undefined) {
    document.addCookieAuth(sessionCookie).addSecurityRequirements('cookie');
  } else if (app.get(ServiceAccess).isRequired) {
    document
      .setDescription(`${description} Calls need a token: \`npm run token -- ${service}\` prints one.`)
      .addBearerAuth()
      .addSecurityRequirements('bearer');
  }
  SwaggerModule.setup(path, app, () =>
    completeDocument(SwaggerModule.createDocument(app, document.build()), {
      takesKeys: requestSecrets !== undefined,
    }),
  );
}

/**
 * Starts a service and keeps it up until SIGTERM or SIGINT, then lets it finish what it holds.
 * With `migrate` as its word it only brings the database up to date. A start that fails says why on standard error and ends the process with 1.
 */
export async function serve<C extends { readonly http: HttpOptions }>(
  definition: ServiceDefinition<C>,
): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  try {
    const config = definition.config();
    if (process.argv[2] === 'migrate') return await migrateOnly(definition, config);
    const app = await createService(definition, config);
    app.enableShutdownHooks(stopSignals);
    endInTime(definition.stopTimeoutMs ?? stopTimeoutDefaultMs, app.get(Logger));
    await app.startAllMicroservices();
    await listenAs('HTTP_PORT', () => app.listen(config.http.port, hostOf(app, config.http)));
    app.get(Logger).log({ url: await app.getUrl() }, 'listening');
  } catch (error) {
    process.stderr.write(startFailure(definition.service, error));
    process.exit(1);
  }
}

/** For deployments that bring the database up to date before the first process of a new version starts. */
async function migrateOnly<C extends { readonly http: HttpOptions }>(
  { service, database }: ServiceDefinition<C>,
  config: C,
): Promise<void> {
  if (!database) throw new Error('this service has no database');
  const dataSource = await connectMigrated(database(config));
  await dataSource.destroy();
  process.stdout.write(`${service}: the database is up to date\n`);
}

/**
 * The heap may grow by one and a half times what is in use, not by three times as V8 lets it: what was replaced goes
 * sooner, and a burst leaves a smaller process behind, for some percent more work.
 */
const heapGrowthPercent = 150;

/** A service that asks nobody for a token answers this machine only, whatever the configuration says. */
function hostOf(app: NestExpressApplication, http: HttpOptions): string {
  if (app.get(ServiceAccess).isRequired) return http.host;
  const logger = app.get(Logger);
  logger.warn('service tokens are not configured: anybody on this machine may call, nobody else can');
  return loopback.has(http.host) ? http.host : '127.0.0.1';
}
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

const stopSignals: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];

/** What does not finish in time is left to whoever takes over: nothing is acknowledged before it is committed. */
function endInTime(timeoutMs: number, logger: Logger): void {
  for (const signal of stopSignals) {
    process.once(signal, () => {
      setTimeout(() => {
        logger.error(`not finished ${timeoutMs} ms after ${signal}: ending now`);
        process.exit(1);
      }, timeoutMs).unref();
    });
  }
}
