import { AwardCredit, compose, contractOf, type Envelope, type MessageClass } from '@ellity/contracts';
import { BrokerConnection, outgoingOf, Publisher } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { eventually, type FakeClock, runService, type RunningService, TestStack } from '@ellity/testing';
import { compactDecrypt, exportJWK, generateKeyPair, type KeyLike } from 'jose';
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { loyaltyCore, migrations } from './app.module';
import type { Config } from './config';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly etag?: string;
}

/** A message in the outbox or already published, as far as tests look at it. */
export interface Told {
  readonly type: string;
  readonly subject: string | undefined;
  readonly sequence: string;
  readonly data: Record<string, unknown>;
}

/** The other services' side of the broker. */
interface Broker {
  readonly connection: BrokerConnection;
  readonly publisher: Publisher;
  readonly channel: ReturnType<BrokerConnection['keepChannel']>;
  readonly told: readonly Told[];
  /** Resolves when what stands in the tests' queue by now was taken from it. */
  caughtUp(): Promise<void>;
}

/** The service on real servers, with a shop, and everything a test needs to play those around it. */
export class CoreStage {
  private constructor(
    private readonly stack: TestStack,
    readonly config: Config,
    readonly service: RunningService,
    readonly database: Pool,
    private readonly broker: Broker,
    private readonly pinKey: KeyLike,
  ) {}

  /**
   * `tokens`: the keys that callers must prove themselves by; without them nobody must. Without `smtpUrl` no e-mail is
   * sent. `clock`: the service's. `others`: who else holds something about customers.
   */
  static async create({
    tokens,
    smtpUrl = null,
    clock,
    others = [],
  }: {
    tokens?: string;
    smtpUrl?: string | null;
    clock?: FakeClock;
    others?: Config['personFiles']['services'];
  } = {}): Promise<CoreStage> {
    const stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase('db', migrations);
    const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    const config: Config = {
      http: { host: '127.0.0.1', port: 0 },
      logLevel: 'fatal',
      version: '0.0.0-test',
      database: { url: databaseUrl, poolSize: 10 },
      rabbit: { url: stack.rabbitUrl },
      redis: { url: stack.redisUrl, prefix: stack.redisPrefix },
      runs: { pollMs: 600_000, leaseMs: 5_000, answerMs: 60_000 },
      pins: {
        secretKeys: `test:${randomBytes(32).toString('base64')}`,
        syncPublicKey: { ...(await exportJWK(pair.publicKey)), kid: 'sync-test' },
      },
      rewards: { hashKey: 'a key of the tests with at least 32 characters' },
      personFiles: { services: others, withinMs: 1_000 },
      mails: { url: smtpUrl, from: 'loyalty@shop.test' },
      nights: { pollMs: 0, mayRunAhead: true },
      ...(tokens === undefined ? {} : { chassis: { tokens } }),
    };
    const service = await runService(loyaltyCore, config);
    if (clock) Object.assign(service.app.get(Clock), { now: () => clock.now() });
    const database = new Pool({ connectionString: databaseUrl, max: 4, application_name: 'test' });
    return new CoreStage(stack, config, service, database, await brokerAt(stack.rabbitUrl), pair.privateKey);
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.broker.connection.close();
    await this.database.end();
    await this.stack.close();
  }

  async http(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.service.url}/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = text ? (JSON.parse(text) as Record<string, unknown>) : {};
    const etag = response.headers.get('etag');
    return { status: response.status, body: parsed, ...(etag === null ? {} : { etag }) };
  }

  /** A new shop; its id. */
  async aShop(settings: Record<string, unknown> = {}): Promise<string> {
    const id = `shop-${randomBytes(4).toString('hex')}`;
    const { status, body } = await this.http('POST', 'shops', { id, name: 'Test shop', ...settings });
    if (status !== 201) throw new Error(`no shop: ${JSON.stringify(body)}`);
    return id;
  }

  /** A new customer; the id. */
  async aCustomer(shopId: string, profile: Record<string, unknown> = {}): Promise<string> {
    const body = { email: anEmail(), registered: true, ...profile };
    const answer = await this.http('POST', `shops/${shopId}/customers`, body);
    if (answer.status !== 201) throw new Error(`no customer: ${JSON.stringify(answer.body)}`);
    return String(answer.body['id']);
  }

  award(
    shopId: string,
    customerId: string,
    amount: string,
    more: Record<string, unknown> = {},
  ): Promise<Answer> {
    const { key, ...body } = { key: uuidv7(), reason: 'order', amount, ...more };
    return this.http('POST', `shops/${shopId}/customers/${customerId}/awards`, body, {
      'idempotency-key': String(key),
    });
  }

  spend(shopId: string, customerId: string, amount: string, key = uuidv7()): Promise<Answer> {
    const body = { reason: 'spend', amount };
    return this.http('POST', `shops/${shopId}/customers/${customerId}/spends`, body, {
      'idempotency-key': key,
    });
  }

  account(shopId: string, customerId: string): Promise<Answer> {
    return this.http('GET', `shops/${shopId}/customers/${customerId}`);
  }

  send(...envelopes: readonly Envelope[]): Promise<void> {
    return this.broker.publisher.publish(envelopes.map(outgoingOf));
  }

  /** What the service told of a type so far, in the order in which it arrived. */
  toldOf(type: MessageClass, where: (told: Told) => boolean = () => true): Told[] {
    return this.broker.told.filter((told) => told.type === contractOf(type).type && where(told));
  }

  /** Resolves when everything that was committed before is published and stands in `toldOf`. */
  async allTold(): Promise<void> {
    await eventually(async () => {
      if ((await this.rows('select 1 from outbox')).length > 0) throw new Error('the outbox is not empty');
    });
    await this.broker.caughtUp();
  }

  /** How many messages wait in a queue. */
  async queueLength(queue: string): Promise<number> {
    const channel = await this.broker.channel.open();
    return (await channel.checkQueue(queue)).messageCount;
  }

  async pinOf(jwe: unknown): Promise<{ pin: string; header: object }> {
    const { plaintext, protectedHeader } = await compactDecrypt(String(jwe), this.pinKey);
    return { pin: new TextDecoder().decode(plaintext), header: protectedHeader };
  }

  async rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(sql, values)).rows;
  }
}

export const anEmail = (): string => `t${randomBytes(6).toString('hex')}@shop.test`;

/** An award as another service sends it. */
export function anAward(
  shopId: string,
  data: Partial<AwardCredit> & { email?: string },
  about: { source?: string; subject?: string; id?: string } = {},
): Envelope<AwardCredit> {
  return aMessage(
    AwardCredit,
    shopId,
    { amount: '10.00', reason: 'order', idempotencyKey: uuidv7(), ...data },
    about,
  );
}

export function aMessage<T extends object>(
  type: MessageClass<T>,
  shopId: string,
  data: T,
  about: { source?: string; subject?: string; id?: string; sequence?: string } = {},
): Envelope<T> {
  return compose(type, data, { source: 'shop-adapter', shopId, ...about });
}

/** With a queue of the test's own, bound to all events of loyalty. */
async function brokerAt(url: string): Promise<Broker> {
  const connection = await BrokerConnection.open(url, 'test');
  const publisher = new Publisher(connection);
  const told: Told[] = [];
  const passed = new Set<string>();
  let own = '';
  const channel = connection.keepChannel(async (opened) => {
    const { queue } = await opened.assertQueue('', { exclusive: true });
    own = queue;
    await opened.bindQueue(queue, 'loyalty.events', '#');
    await opened.consume(
      queue,
      (message) => {
        if (!message) return;
        if (message.fields.exchange === '') return void passed.add(message.content.toString());
        const { type, subject, sequence, data } = JSON.parse(message.content.toString()) as Told;
        told.push({ type, subject, sequence, data });
      },
      { noAck: true },
    );
  });
  await channel.open();
  const caughtUp = async () => {
    const mark = uuidv7();
    await publisher.publish([{ exchange: '', routingKey: own, body: Buffer.from(mark), options: {} }]);
    await eventually(() => {
      if (!passed.has(mark)) throw new Error('the tests have not heard all yet');
    });
  };
  return { connection, publisher, channel, told, caughtUp };
}
