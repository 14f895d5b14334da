import { connectTransport, MessagingModule, messagingTables, type Transaction } from '@ellity/messaging';
import { DatabaseModule, type DatabaseOptions, type HttpOptions, PlatformModule } from '@ellity/platform';
import { type RunningService, runService, TestStack } from '@ellity/testing';
import type { DynamicModule } from '@nestjs/common';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Run, RunWork } from './run';
import { RunKinds } from './run-kinds';
import { Runs } from './runs';
import { RunsModule } from './runs.module';
import { createEndedRunsIndex, createRunsTable } from './runs-table';
import { Ticks } from './ticks';

class Tables1700000000001 implements MigrationInterface {
  readonly name = 'Tables1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${createRunsTable} ${createEndedRunsIndex}`);
    await runner.query('create table counted (run uuid, n integer, primary key (run, n))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table runs, counted');
  }
}

/** Counts to the total that it is started with, one row a chunk; a number that is counted twice fails. */
export class Counting implements RunWork {
  readonly kind = 'counting';
  /** Called with each number before it is counted, outside of the transaction. */
  before: (n: number) => Promise<void> | void = () => undefined;
  /** How long it waits for others after each number. */
  waitMs = 0;
  /** Numbers that are counted beside each one, by parts of its chunk. */
  beside: (n: number) => readonly number[] = () => [];
  /** Called with each of these after it is counted, within the transaction. */
  after: (n: number) => Promise<void> | void = () => undefined;

  async prepare(run: Run) {
    const n = Number(run.cursor['n'] ?? 0) + 1;
    const total = Number(run.cursor['total']);
    await this.before(n);
    return {
      next: n < total ? 'count' : null,
      cursor: { n, total },
      total,
      parts: this.beside(n).map((number) => async ({ manager }: Transaction) => {
        const counted: unknown[] = await manager.query(
          'insert into counted values ($1, $2) on conflict do nothing returning n',
          [run.id, number],
        );
        await this.after(number);
        return counted.length;
      }),
      record: async ({
        manager,
      }: {
        manager: { query(sql: string, values: unknown[]): Promise<unknown> };
      }) => {
        await manager.query('insert into counted values ($1, $2)', [run.id, n]);
        return { done: 1, waitMs: this.waitMs };
      },
    };
  }
}

export interface Instance {
  readonly runs: Runs;
  readonly counting: Counting;
  close(): Promise<void>;
}

/** Instances of a service that has nothing but runs, and a Redis that can be lost or emptied. */
export class RunsStage {
  private proxy: Server | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly stack: TestStack,
    private readonly databaseUrl: string,
    readonly database: Pool,
    private readonly redisUrl: URL,
  ) {}

  static async create(): Promise<RunsStage> {
    const stack = await TestStack.create();
    const databaseUrl = await stack.createDatabase();
    const database = new Pool({ connectionString: databaseUrl, max: 2 });
    const stage = new RunsStage(stack, databaseUrl, database, new URL(stack.redisUrl));
    await stage.listen(0);
    stage.redisUrl.host = `127.0.0.1:${stage.port}`;
    return stage;
  }

  /** One more process of the service. Without `pollMs` nothing but words in Redis wakes it after its start. */
  async start(
    options: { pollMs?: number; tick?: () => Promise<void>; tickMs?: number } = {},
  ): Promise<Instance> {
    const counting = new Counting();
    const service = await runService(
      {
        service: 'test',
        description: 'runs',
        config: () => ({ http }),
        module: () => this.module(counting, options),
        database: () => this.databaseOptions,
        connect: connectTransport,
      },
      { http },
    );
    return { runs: service.app.get(Runs, { strict: false }), counting, close: () => service.close() };
  }

  private module(
    counting: Counting,
    {
      pollMs = 600_000,
      tick,
      tickMs = 100,
    }: { pollMs?: number; tick?: () => Promise<void>; tickMs?: number },
  ): DynamicModule {
    const redis = { url: this.redisUrl.href, prefix: this.stack.redisPrefix };
    const secretKeys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
    const runs = RunsModule.forRoot({ redis, secretKeys, pollMs, leaseMs: 1_000, answerMs: 60_000 });
    class TestModule {
      constructor(kinds: RunKinds, ticks: Ticks) {
        kinds.register(counting);
        if (tick) ticks.every('test', tickMs, tick);
      }
    }
    Reflect.defineMetadata('design:paramtypes', [RunKinds, Ticks], TestModule);
    return {
      module: TestModule,
      imports: [
        PlatformModule.forRoot({ service: 'test', logLevel: 'fatal' }),
        DatabaseModule.forRoot(this.databaseOptions),
        MessagingModule.forRoot({ service: 'test', version: '0.0.0', rabbit: { url: this.stack.rabbitUrl } }),
        runs,
      ],
    };
  }

  private get databaseOptions(): DatabaseOptions {
    const migrations = [...messagingTables, Tables1700000000001];
    return { url: this.databaseUrl, poolSize: 4, service: 'test', entities: [], migrations };
  }

  /** Redis answers nobody until it is back. */
  async loseRedis(): Promise<void> {
    this.proxy?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  async redisIsBack(): Promise<void> {
    await this.listen(this.port);
  }

  /** Redis has forgotten everything of the service. */
  async emptyRedis(): Promise<void> {
    const redis = new Redis(this.stack.redisUrl);
    const keys = await redis.keys(`${this.stack.redisPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  }

  async close(): Promise<void> {
    await this.loseRedis();
    await this.database.end();
    await this.stack.close();
  }

  private get port(): number {
    return this.lastPort;
  }

  private lastPort = 0;

  private async listen(port: number): Promise<void> {
    const { hostname, port: upstream } = new URL(this.stack.redisUrl);
    this.proxy = createServer((client) => {
      const server = connect(Number(upstream), hostname);
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => undefined);
        one.on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      }
    });
    this.proxy.listen(port, '127.0.0.1');
    await once(this.proxy, 'listening');
    this.lastPort = (this.proxy.address() as AddressInfo).port;
  }
}

const http: HttpOptions = { host: '127.0.0.1', port: 0 };
export type { RunningService };
