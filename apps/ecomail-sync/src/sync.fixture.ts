import type { Envelope } from '@ellity/contracts';
import { BrokerConnection, DeadLetterQueues, outgoingOf, Publisher } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { eventually, type FakeClock, type RunningService, runService, TestStack } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { definition, migrations } from './app.module';
import type { Config } from './config';
import type { ConnectionView } from './connection/connection.response';
import { privateKey } from './events.fixture';
import type { Reconciliation } from './journal/reconciliation';
import type { Story } from './journal/story/story';
import type { Sandbox } from './sandbox.fixture';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export interface StageOptions {
  /** Where the sandbox answers; without it nothing is sent. */
  readonly ecomailUrl?: string;
  readonly clock?: FakeClock;
  /** Keys that callers must prove themselves by; without any nobody must. */
  readonly tokens?: string;
  readonly delivery?: Partial<Config['delivery']>;
  readonly runs?: Partial<Config['runs']>;
  readonly drift?: Partial<Config['drift']>;
}

/** The service on real servers, and everything a test needs to play those around it. */
export class SyncStage {
  private service: RunningService | undefined;

  private constructor(
    readonly stack: TestStack,
    readonly config: Config,
    readonly database: Pool,
    private readonly broker: BrokerConnection,
    private readonly publisher: Publisher,
    private readonly clock: FakeClock | undefined,
  ) {}

  static async create(options: StageOptions = {}): Promise<SyncStage> {
    const stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase('db', migrations);
    const broker = await BrokerConnection.open(stack.rabbitUrl, 'loyalty-core');
    const database = new Pool({ connectionString: databaseUrl, max: 3, application_name: 'test' });
    const config = configOf(stack, databaseUrl, options);
    const stage = new SyncStage(stack, config, database, broker, new Publisher(broker), options.clock);
    await stage.start();
    return stage;
  }

  /**
   * The stage of the next test: nothing that the one before did is left, and the service is another. Costs a third of
   * what a new one costs, which the first test of a file gets.
   */
  static async renewed(before: SyncStage | undefined, options: StageOptions = {}): Promise<SyncStage> {
    if (!before) return SyncStage.create(options);
    await before.stop();
    const { stack, database, broker, publisher } = before;
    await stack.empty();
    const config = configOf(stack, before.config.database.url, options);
    const stage = new SyncStage(stack, config, database, broker, publisher, options.clock);
    await stage.start();
    return stage;
  }

  /** The same configuration as a process gets it. */
  environment(): Readonly<Record<string, string>> {
    const { config } = this;
    return {
      HTTP_PORT: '0',
      SERVICE_TOKEN_KEYS: `k1:${Buffer.alloc(32, 2).toString('base64')}`,
      LOG_LEVEL: config.logLevel,
      DATABASE_URL: config.database.url,
      DATABASE_POOL: '5',
      RABBITMQ_URL: config.messaging.rabbit.url,
      REDIS_URL: config.redis.url,
      REDIS_PREFIX: config.redis.prefix,
      SECRET_KEYS: config.secretKeys,
      HASH_KEY: config.hashKey,
      SYNC_PRIVATE_KEY: JSON.stringify(config.privateKey),
      ECOMAIL_BASE_URL: config.ecomail.default,
      ECOMAIL_ORIGINS: config.ecomail.origins.join(','),
      DELIVERY_LOOKS_AFTER: config.delivery.readBackAfterMs.map((ms) => ms / 1000).join(','),
    };
  }

  async start(): Promise<void> {
    this.service = await runService(definition, this.config);
    const { clock } = this;
    if (clock) Object.assign(this.service.app.get(Clock), { now: () => clock.now() });
  }

  get url(): string {
    if (!this.service) throw new Error('the service is stopped');
    return this.service.url;
  }

  /** How many are connected to the service now. */
  openConnections(): Promise<number> {
    const server = this.service?.app.getHttpServer() as Server | undefined;
    if (!server) throw new Error('the service is stopped');
    return promisify(server.getConnections.bind(server))();
  }

  /** A part of the running service, to have it do at once what it does now and then. */
  get<T>(type: new (...args: never[]) => T): T {
    if (!this.service) throw new Error('the service is stopped');
    return this.service.app.get<T>(type, { strict: false });
  }

  async stop(): Promise<void> {
    await this.service?.close();
    this.service = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.broker.close();
    await this.database.end();
    await this.stack.close();
  }

  /** Publishes as loyalty-core (or the gateway) would; resolves with the messages when the broker has them. */
  async publish(...envelopes: readonly Envelope[]): Promise<void> {
    await this.publisher.publish(envelopes.map(outgoingOf));
  }

  async http<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  /** Activates the connection of shop `demo` to the sandbox, whose key is not paced unless told otherwise. */
  async activate(sandbox: Sandbox, over: Readonly<Record<string, unknown>> = {}): Promise<ConnectionView> {
    const { status, body } = await this.http<ConnectionView>('PUT', '/connections/demo', {
      apiKey: sandbox.key,
      listId: sandbox.listId,
      language: 'cs',
      requestsPerMinute: null,
      ...over,
    });
    expect(status).toBe(200);
    return body;
  }

  async reconciliation(shopId = 'demo'): Promise<Reconciliation> {
    return (await this.http<Reconciliation>('GET', `/reconciliation/${shopId}`)).body;
  }

  async story(id: string): Promise<Story> {
    return (await this.http<Story>('GET', `/story/${id}`)).body;
  }

  async contact(customerId: string, shopId = 'demo'): Promise<Readonly<Record<string, unknown>>> {
    return (await this.http<Readonly<Record<string, unknown>>>('GET', `/contacts/${shopId}/${customerId}`))
      .body;
  }

  /** Waits until as many events are received. */
  async received(events: number, shopId = 'demo'): Promise<Reconciliation> {
    return eventually(
      async () => {
        const reconciliation = await this.reconciliation(shopId);
        expect(reconciliation.in).toBe(events);
        return reconciliation;
      },
      { timeoutMs: 120_000 },
    );
  }

  /** Waits until nothing waits any more. */
  async settled(events: number, timeoutMs = 120_000): Promise<Reconciliation> {
    return eventually(
      async () => {
        const reconciliation = await this.reconciliation();
        expect(reconciliation).toMatchObject({ in: events, waiting: 0 });
        return reconciliation;
      },
      { timeoutMs },
    );
  }

  /** Codes of the dead letters of a queue. */
  async deadLetters(queue: string): Promise<string[]> {
    const queues = await DeadLetterQueues.open({
      url: this.stack.rabbitUrl,
      managementUrl: this.stack.management.url,
    });
    const letters = await queues.peek(queue, 100);
    await queues.close();
    return letters.map(({ code }) => code);
  }

  /** Everything published under these types from now on, in the order of arrival. */
  async listen(
    exchange: string,
    types: readonly string[],
  ): Promise<readonly Envelope<Record<string, unknown>>[]> {
    const heard: Envelope<Record<string, unknown>>[] = [];
    const channel = this.broker.keepChannel(async (opened) => {
      const { queue } = await opened.assertQueue('', { exclusive: true });
      for (const type of types) await opened.bindQueue(queue, exchange, type);
      await opened.consume(
        queue,
        (message) => {
          if (message)
            heard.push(JSON.parse(message.content.toString()) as Envelope<Record<string, unknown>>);
        },
        { noAck: true },
      );
    });
    await channel.open();
    return heard;
  }

  /** The verdict on each notice; null: not decided yet. */
  async verdicts(): Promise<Readonly<Record<string, string | null>>> {
    const { rows } = await this.database.query<{ notice_id: string; verdict: string | null }>(
      'select notice_id, verdict from verifications',
    );
    return Object.fromEntries(rows.map(({ notice_id, verdict }) => [notice_id, verdict]));
  }
}

const configOf = (stack: TestStack, databaseUrl: string, options: StageOptions): Config => ({
  http: { host: '127.0.0.1', port: 0 },
  logLevel: 'fatal',
  ...(options.tokens === undefined ? {} : { chassis: { tokens: options.tokens } }),
  database: { url: databaseUrl, poolSize: 6 },
  messaging: { service: 'ecomail-sync', version: '0.0.0', rabbit: { url: stack.rabbitUrl } },
  redis: { url: stack.redisUrl, prefix: `${stack.redisPrefix}${randomUUID()}:` },
  secretKeys: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  hashKey: 'a hash key of the tests with at least 32 characters',
  privateKey,
  ecomail: { default: options.ecomailUrl ?? 'http://127.0.0.1:9', origins: ['http://127.0.0.1:*'] },
  core: { url: 'http://127.0.0.1:9', tokenKeys: `k1:${Buffer.alloc(32, 2).toString('base64')}` },
  delivery: {
    isEnabled: options.ecomailUrl !== undefined,
    pollMs: 50,
    readBackAfterMs: [300, 600],
    backoffMs: [50, 100],
    landingMs: 600_000,
    freshMs: 3_600_000,
    housekeepingMs: 200,
    // Longer together than the sandbox's `after-1s`: an account that was late once is given all of it for each batch.
    visibleAfterMs: [0, 200, 300, 500, 1_000, 500],
    ...options.delivery,
  },
  runs: { pollMs: 60_000, leaseMs: 2_000, answerMs: 60_000, fieldChecksMs: 200, ...options.runs },
  drift: {
    everyMs: 86_400_000,
    tickMs: 60_000,
    contactsPerPage: 1_000,
    settledMs: 0,
    ...options.drift,
  },
  status: { everyMs: 100, heartbeatMs: 300, streamsMax: 3, samplesMs: 3_600_000 },
});
