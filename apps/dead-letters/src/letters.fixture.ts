import { AwardCredit, compose, type Envelope } from '@ellity/contracts';
import { BrokerConnection, outgoingOf, Publisher } from '@ellity/messaging';
import {
  ChildScript,
  eventually,
  runService,
  type RunningService,
  TestStack,
  tokenHeaders,
} from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { definition } from './app.module';
import type { Config } from './config';
import { aConfig } from './dead-letters.fixture';

const tokens = `k1:${randomBytes(32).toString('base64')}`;
const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };
type Json = Record<string, unknown>;

/** The service dead-letters on a broker of its own, and another service, `tool`, whose messages fail. */
export class LettersStage {
  readonly operator = 'novak';

  private constructor(
    readonly stack: TestStack,
    readonly config: Config,
    readonly database: Client,
    readonly broker: BrokerConnection,
    readonly channel: Awaited<ReturnType<BrokerConnection['createChannel']>>,
    private running: RunningService | undefined,
  ) {}

  static async open(
    letters: Partial<Config['letters']>,
    ...queues: readonly string[]
  ): Promise<LettersStage> {
    const stack = await TestStack.create();
    const usual = await aConfig(stack);
    const config: Config = { ...usual, letters: { ...usual.letters, ...letters }, chassis: { tokens } };
    const database = new Client({ connectionString: config.database.url });
    await database.connect();
    const broker = await BrokerConnection.open(stack.rabbitUrl, 'test', { reopens: false });
    const channel = await broker.createChannel();
    const stage = new LettersStage(stack, config, database, broker, channel, undefined);
    for (const queue of queues) await stage.declare(queue);
    await stage.start();
    return stage;
  }

  async start(changes: Partial<Config> = {}): Promise<void> {
    this.running ??= await runService(definition, { ...this.config, ...changes });
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  /** The service once more, as a process of its own that can be killed; its address is in the line that it prints. */
  async startChild(): Promise<{ readonly process: ChildScript; readonly url: string }> {
    const env = { SERVICE_CONFIG: JSON.stringify(this.config) };
    const process = ChildScript.run(join(__dirname, 'child-main.fixture.ts'), env);
    return { process, url: await process.line('http://') };
  }

  /** As a restart of both servers looks to the service: every connection of it is gone in the same moment. */
  async cutConnections(): Promise<void> {
    await this.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'dead-letters'`,
    );
    await eventually(async () =>
      expect(await this.stack.management.cutConnections('dead-letters')).toBeGreaterThan(0),
    );
  }

  async close(): Promise<void> {
    await this.stop();
    await this.broker.close();
    await this.database.end();
    await this.stack.close();
  }

  get service(): RunningService {
    if (!this.running) throw new Error('the service does not run');
    return this.running;
  }

  async declare(queue: string): Promise<void> {
    await this.channel.assertQueue(queue, quorum);
    await this.channel.assertQueue(`${queue}.dlq`, quorum);
  }

  /** Calls the service in the name of an operator; another process of it where the path is a whole address. */
  async call<T = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ readonly status: number; readonly body: T }> {
    const actor = { id: this.operator, role: 'operator', shops: [] } as const;
    const answer = await fetch(path.startsWith('/') ? `${this.service.url}${path}` : path, {
      method,
      headers: {
        ...(await tokenHeaders(tokens, 'dead-letters', actor)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  get tokens(): string {
    return tokens;
  }

  anAward(key: string, change: Json = {}, about: { id?: string; subject?: string } = {}): Envelope {
    const given = { email: 'jana.novakova@shop.test', amount: '1.00', reason: 'order', idempotencyKey: key };
    const data = { ...given, ...change };
    if (about.subject !== undefined) Reflect.deleteProperty(data, 'email');
    return compose(AwardCredit, data as unknown as AwardCredit, {
      source: 'shop-adapter',
      shopId: 'demo',
      ...about,
    });
  }

  /** Puts messages into a dead-letter queue as the failing service does. */
  async park(queue: string, envelopes: readonly Envelope[], headers: Json = {}): Promise<void> {
    const service = queue.split('.', 1)[0] ?? '';
    const messages = envelopes.map((envelope) => {
      const { body, options } = outgoingOf(envelope);
      const own = {
        sender: envelope.source,
        'routing-key': envelope.type,
        attempt: 1,
        'error-code': 'tool.refused',
        'error-message': 'order 17 is not welcome',
        'error-stack': 'Error: x\n    at Tool.work (/app/tool.js:1:2)',
        service,
        'service-version': '1.2.3',
        ...headers,
      };
      return {
        exchange: '',
        routingKey: `${queue}.dlq`,
        body,
        options: { ...options, userId: service, headers: own },
      };
    });
    await new Publisher(this.broker).publish(messages);
  }

  /** Puts bytes into any queue. */
  async put(queue: string, body: Buffer, options: object = {}): Promise<void> {
    await new Publisher(this.broker).publish([
      { exchange: '', routingKey: queue, body, options: { persistent: true, ...options } },
    ]);
  }

  async letters(query = ''): Promise<Json[]> {
    return (await this.call<{ items: Json[] }>('GET', `/letters?limit=500${query}`)).body.items;
  }

  /** The letters of a filter, once there are so many. */
  async lettersWhen(count: number, query = ''): Promise<Json[]> {
    let found: Json[] = [];
    await eventually(async () => {
      found = await this.letters(query);
      if (found.length !== count) throw new Error(`${found.length} letters, not ${count}`);
    });
    return found;
  }

  async waiting(queue: string): Promise<number> {
    return (await this.channel.checkQueue(queue)).messageCount;
  }
}
