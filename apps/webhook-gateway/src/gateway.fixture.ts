import type { Envelope } from '@ellity/contracts';
import { BrokerConnection } from '@ellity/messaging';
import { SecretBox } from '@ellity/platform';
import { runService, type RunningService, TestStack } from '@ellity/testing';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { definition, migrations } from './app.module';
import type { Config } from './config';

export function aConfig(databaseUrl: string, rabbitUrl: string): Config {
  return {
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'fatal',
    database: { url: databaseUrl, poolSize: 5 },
    messaging: { service: 'webhook-gateway', version: '0.0.0', rabbit: { url: rabbitUrl } },
    hooks: {
      publicUrl: 'https://hooks.shop.example',
      secretBox: new SecretBox(`test:${Buffer.alloc(32, 7).toString('base64')}`),
      hashKey: 'a key of the tests',
    },
    retention: { noticeDays: 90 },
  };
}

export interface Addresses {
  readonly current: { readonly url: string; readonly signingSecret: string | null };
  readonly previous: { readonly url: string; readonly endsAt: string | null } | null;
}
export interface Notices {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string | null;
}

/** A body that tells something. */
export const usable = {
  payload: { email: 'jana.novakova@shop.test', status: 'SUBSCRIBED', listId: 1, campaignId: null },
};

export const post = (url: string, body: unknown, contentType = 'application/json'): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });

/** Stands before a server, and may be shut: nobody gets through then, and who was through is cut off. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private readonly server;
  private port = 0;

  private constructor(private readonly target: URL) {
    this.server = createServer((incoming) => {
      const outgoing = connect(Number(target.port), target.hostname);
      for (const socket of [incoming, outgoing]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
      }
      incoming.pipe(outgoing).pipe(incoming);
    });
  }

  static async before(url: string): Promise<Gate> {
    const gate = new Gate(new URL(url));
    await gate.open();
    return gate;
  }

  /** Of the server, through the gate; the same however often it is shut. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String(this.port);
    return url.toString();
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }
}

/** The service on real servers, and what others hear of it. */
export class GatewayStage {
  private constructor(
    readonly stack: TestStack,
    readonly databaseUrl: string,
    readonly service: RunningService,
    readonly database: Client,
    readonly broker: BrokerConnection,
    readonly messages: Awaited<ReturnType<typeof collectMessages>>,
  ) {}

  static async create(): Promise<GatewayStage> {
    const stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase('db', migrations);
    const service = await runService(definition, aConfig(databaseUrl, stack.rabbitUrl));
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    const broker = await BrokerConnection.open(stack.rabbitUrl, 'test');
    const messages = await collectMessages(stack.rabbitUrl, [
      ['ecomail.commands', '#'],
      ['loyalty.commands', '#'],
      ['ecomail.events', 'ecomail.ErasureDone.v1'],
    ]);
    return new GatewayStage(stack, databaseUrl, service, database, broker, messages);
  }

  async close(): Promise<void> {
    await this.messages.close();
    await this.broker.close();
    await this.database.end();
    await this.service.close();
    await this.stack.close();
  }

  /** `verb`: a part of the path, such as `/rotate`, or a query. */
  async addressesOf(shopId: string, verb = ''): Promise<Addresses> {
    const answer = await fetch(`${this.service.url}/shops/${shopId}/address${verb}`, { method: 'POST' });
    if (answer.status !== 200) throw new Error(`no address: ${answer.status}`);
    return (await answer.json()) as Addresses;
  }

  /** The address as Ecomail would call it, but at this process. */
  local(url: string): string {
    return url.replace('https://hooks.shop.example', this.service.url);
  }

  async hookOf(shopId: string): Promise<string> {
    return this.local((await this.addressesOf(shopId)).current.url);
  }

  async noticesOf(shopId: string, query = ''): Promise<Notices> {
    return (await (await fetch(`${this.service.url}/shops/${shopId}/notices${query}`)).json()) as Notices;
  }

  published(shopId: string, type: string): Envelope[] {
    return this.messages.envelopes.filter((envelope) => envelope.shopid === shopId && envelope.type === type);
  }
}

/** Everything that is published under the given types from now on, by anybody. */
export async function collectMessages(
  rabbitUrl: string,
  bindings: readonly [exchange: string, type: string][],
) {
  const connection = await BrokerConnection.open(rabbitUrl, 'collector', { reopens: false });
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  for (const [exchange, type] of bindings) await channel.bindQueue(queue, exchange, type);
  const envelopes: Envelope[] = [];
  await channel.consume(
    queue,
    (message) => {
      if (message) envelopes.push(JSON.parse(message.content.toString()) as Envelope);
    },
    { noAck: true },
  );
  return { envelopes, close: () => connection.close() };
}
