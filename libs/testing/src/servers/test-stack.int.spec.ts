import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Client } from 'pg';
import { TestStack } from './test-stack';

describe('the end of a test file', () => {
  let stack: TestStack;
  let redis: Socket;
  let database: Client;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    child = undefined;
    stack = await TestStack.create();
    redis = connect(Number(new URL(stack.redisUrl).port), '127.0.0.1');
    await once(redis, 'connect');
  });

  afterEach(() => {
    redis.destroy();
    child?.kill('SIGKILL');
  });

  const connected = async (url: string): Promise<Client> => {
    database = new Client({ connectionString: url, application_name: 'forgotten' });
    database.on('error', () => undefined);
    await database.connect();
    return database;
  };

  it('fails and names every connection and process that the file left', async () => {
    await connected(await stack.createDatabase());
    child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const message = await stack.close(500).catch((error: unknown) => (error as Error).message);
    expect(message).toMatch(/^this file left open: forgotten@/);
    expect(message).toContain('a connection to PostgreSQL');
    expect(message).toContain('a connection to Redis');
    expect(message).toContain(`process ${child.pid}: ${process.execPath} -e`);
  });

  it('says nothing of what was closed, and of what was there before', async () => {
    const later = await TestStack.create();
    await (await connected(await later.createDatabase())).end();
    await later.close();
    redis.destroy();
    await stack.close();
  });
});

it('a stack that is emptied holds no row but the list of migrations, whatever refers to what', async () => {
  const stack = await TestStack.create();
  const database = new Client({ connectionString: await stack.createDatabase() });
  await database.connect();
  await database.query(
    `create table shops (id int primary key); create table customers (shop int references shops);
     create table migrations (name text); insert into migrations values ('first');
     insert into shops values (1); insert into customers values (1)`,
  );
  await stack.empty();
  const { rows } = await database.query(
    'select (select count(*)::int from shops) as shops, (select count(*)::int from migrations) as migrations',
  );
  await database.end();
  expect(rows).toEqual([{ shops: 0, migrations: 1 }]);
  await stack.close();
});
