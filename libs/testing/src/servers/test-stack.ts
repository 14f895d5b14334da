import { connectMigrated } from '@ellity/platform';
import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { eventually } from '../eventually';
import { OpenHandles } from '../open-handles';
import { RabbitManagement } from './rabbit-management';

type Migration = new () => object;

/** Of an administrator each. */
export interface ServerAddresses {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly rabbitUrl: string;
  readonly rabbitManagementUrl: string;
}

/**
 * What one test file needs of the servers, apart from every other file: a RabbitMQ vhost, databases, a Redis
 * database. Servers are real; `npm test` starts them. `close` removes everything and fails when the file left
 * something open, and names it: a connection to a server, its own or of a process that it started, or such a process.
 */
export class TestStack {
  private readonly databases: string[] = [];

  private constructor(
    private readonly name: string,
    private readonly postgresUrl: string,
    private readonly openHandles: OpenHandles,
    readonly management: RabbitManagement,
    /** Of a user that may publish in any sender's name, so that one file can play all services. */
    readonly rabbitUrl: string,
    /** A Redis database of this Jest worker; `redisPrefix` keeps files apart that share it one after another. */
    readonly redisUrl: string,
  ) {}

  get redisPrefix(): string {
    return `${this.name}:`;
  }

  /** On the servers that all test files share, but for those that are given. */
  static async create(given: Partial<ServerAddresses> = {}): Promise<TestStack> {
    const servers = { ...sharedServers(), ...given };
    const name = `t${randomBytes(5).toString('hex')}`;
    const openHandles = openHandlesOf(servers);
    const management = new RabbitManagement(servers.rabbitManagementUrl, name);
    const password = await management.createVhostAndUser();
    const rabbit = new URL(servers.rabbitUrl);
    Object.assign(rabbit, { pathname: `/${name}`, username: name, password });
    await declareShared(rabbit.toString());
    const redis = new URL(servers.redisUrl);
    redis.pathname = `/${process.env['JEST_WORKER_ID'] ?? '0'}`;
    return new TestStack(
      name,
      servers.postgresUrl,
      openHandles,
      management,
      rabbit.toString(),
      redis.toString(),
    );
  }

  /**
   * A fresh database; the URL of it. Empty, or as these migrations leave it: they are run once for all test files on the
   * same servers, and copied.
   */
  async createDatabase(label = 'db', migrations: readonly Migration[] = []): Promise<string> {
    const database = `${this.name}_${label.replaceAll(/\W/g, '_')}_${this.databases.length}`;
    const template = migrations.length === 0 ? 'template1' : await this.templateOf(migrations);
    await this.asAdmin((client) => client.query(`create database ${database} template ${template}`));
    this.databases.push(database);
    return this.urlOf(database);
  }

  /** Of several files that want the same at once, one makes it. It gets its name when it is whole. */
  private async templateOf(migrations: readonly Migration[]): Promise<string> {
    const digest = createHash('sha256').update(migrations.join('\n')).digest('hex').slice(0, 16);
    const template = `migrated_${digest}`;
    await this.asAdmin(async (client) => {
      await client.query('select pg_advisory_lock(hashtext($1))', [template]);
      const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
      if (rowCount !== 0) return;
      await client.query(`drop database if exists ${template}_begun`);
      await client.query(`create database ${template}_begun`);
      const url = this.urlOf(`${template}_begun`);
      const source = await connectMigrated({
        url,
        poolSize: 1,
        service: 'test',
        entities: [],
        migrations: [...migrations],
      });
      await source.destroy();
      await client.query(`alter database ${template}_begun rename to ${template}`);
    });
    return template;
  }

  private urlOf(database: string): string {
    const url = new URL(this.postgresUrl);
    url.pathname = `/${database}`;
    return url.toString();
  }

  /** As after its creation: no row but the list of migrations, no message. What uses it is stopped before. */
  async empty(): Promise<void> {
    for (const database of this.databases)
      await this.asAdmin((client) => client.query(deleteAllRows), this.urlOf(database));
    await this.management.purgeQueues();
  }

  /** What is open still has a while to end: servers notice the end of a connection late when the machine is busy. */
  async close(patienceMs = 60_000): Promise<void> {
    const leaks = await this.leaks(patienceMs);
    await this.asAdmin(async (client) => {
      for (const database of this.databases)
        await client.query(`drop database if exists ${database} with (force)`);
    });
    await this.management.deleteVhostAndUser();
    if (leaks.length > 0) throw new Error(`this file left open: ${leaks.join(', ')}`);
  }

  private async leaks(timeoutMs: number): Promise<string[]> {
    let left: string[] = [];
    await eventually(
      async () => {
        left = [
          ...(await this.databaseConnections()),
          ...(await this.management.connections()).map((name) => `${name} at RabbitMQ`),
          ...this.openHandles.left(),
        ];
        if (left.length > 0) throw new Error('something is left');
      },
      { timeoutMs },
    ).catch(() => undefined);
    return left;
  }

  private databaseConnections(): Promise<string[]> {
    return this.asAdmin(async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select application_name || '@' || datname as name from pg_stat_activity
         where datname = any($1) and backend_type = 'client backend'`,
        [this.databases],
      );
      return rows.map((row) => row.name);
    });
  }

  private async asAdmin<T>(
    work: (client: Client) => Promise<T>,
    connectionString = this.postgresUrl,
  ): Promise<T> {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

/**
 * The administrator's step, as the set-up of a system does it. This library may not import libs/messaging, whose tests
 * import it; the tiers with servers bring the step along (tools/test/broker-set-up.cjs).
 */
async function declareShared(rabbitUrl: string): Promise<void> {
  const { declareSharedTopology } = globalThis as { declareSharedTopology?: (url: string) => Promise<void> };
  await declareSharedTopology?.(rabbitUrl);
}

/** Quicker than truncate, which makes new files; keys and triggers look away. */
const deleteAllRows = `
  do $$
  declare
    one text;
  begin
    set local session_replication_role = replica;
    for one in select format('%I.%I', schemaname, tablename) from pg_tables
               where schemaname = 'public' and tablename <> 'migrations' loop
      execute 'delete from ' || one;
    end loop;
  end $$`;

const openHandlesOf = ({ postgresUrl, redisUrl, rabbitUrl }: ServerAddresses): OpenHandles => {
  const portOf = (url: string, usual: number) => Number(new URL(url).port || usual);
  return new OpenHandles(
    new Map([
      [portOf(postgresUrl, 5432), 'PostgreSQL'],
      [portOf(redisUrl, 6379), 'Redis'],
      [portOf(rabbitUrl, 5672), 'RabbitMQ'],
    ]),
  );
};

const sharedServers = (): ServerAddresses => ({
  postgresUrl: required('TEST_POSTGRES_URL'),
  redisUrl: required('TEST_REDIS_URL'),
  rabbitUrl: required('TEST_RABBITMQ_URL'),
  rabbitManagementUrl: required('TEST_RABBITMQ_MANAGEMENT_URL'),
});

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is missing: run integration tests with npm test or jest -c jest.int.config.cjs`);
  return value;
}
