/**
 * Promises of the local stack, on real servers in temporary folders, through its command line.
 * The whole stack is started once; tests that need no broker of their own use that one by its address.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pidsOf, run } from './processes.mjs';
import {
  broker,
  eventually,
  processesOf,
  redis,
  sql,
  stack,
  stateOf,
  succeed,
  testFolder,
} from './stack.fixture.mjs';

const { base, remove } = testFolder();
const whole = join(base, 'whole stack ž');
const borrowedBroker = () => ({
  RABBITMQ_URL: stateOf(whole).rabbitUrl,
  RABBITMQ_MANAGEMENT_URL: stateOf(whole).rabbitManagementUrl,
});

after(() => remove(['whole stack ž', 'light', 'halfway']));

test('two starts at the same time give one stack, which answers and outlives them', async () => {
  const outputs = await Promise.all([succeed(whole, 'up'), succeed(whole, 'up')]);
  assert.equal(pidsOf({ program: 'beam.smp', folder: join(whole, 'rabbit') }).length, 1);
  assert.equal(outputs.filter((output) => output.includes('Starting')).length, 1);
  assert.equal(
    await sql(whole, 'select current_user, usesuper from pg_user where usename = current_user'),
    'app|t',
  );
  assert.equal(await redis(whole, 'PING'), '+PONG\r\n');
  assert.deepEqual((await broker(whole, 'GET', 'whoami')).tags, ['administrator']);
});

test('PostgreSQL keeps commits through a crash and speaks UTC', async () => {
  const settings = await sql(
    whole,
    "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where name in ('fsync', 'synchronous_commit', 'max_connections')",
  );
  assert.equal(settings, 'fsync=on max_connections=300 synchronous_commit=on');
  assert.match(await sql(whole, 'show timezone'), /^(UTC|GMT)$/);
});

test('a start of a running stack changes nothing', async () => {
  const before = [stateOf(whole), processesOf(whole)];
  await succeed(whole, 'up');
  assert.deepEqual([stateOf(whole), processesOf(whole)], before);
});

test('passwords are readable by their owner only and never printed', async () => {
  const { password } = new URL(stateOf(whole).rabbitUrl);
  for (const file of ['stack.json', 'rabbit/password', 'rabbit/rabbitmq.conf']) {
    assert.ok(readFileSync(join(whole, file), 'utf8').includes(password), file);
    assert.equal(statSync(join(whole, file)).mode & 0o077, 0, file);
  }
  for (const command of ['up', 'status', 'logs'])
    assert.ok(!(await succeed(whole, command)).includes(password), command);
});

test('servers listen on loopback only', async () => {
  const { stdout } = await run('ss', ['-Htlnp']);
  const tables = stdout || readFileSync('/proc/net/tcp', 'utf8');
  const ports = Object.values(JSON.parse(readFileSync(join(whole, 'ports.json'), 'utf8')));
  for (const port of ports) {
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    assert.doesNotMatch(
      tables,
      new RegExp(`(0\\.0\\.0\\.0|\\*|\\[::\\]):${port}\\b| 00000000:${hex} 00000000:0000 0A`),
      String(port),
    );
  }
});

test('data survives when the servers, and then the command that restarts them, are killed', async () => {
  const names = join(whole, 'rabbit/mnesia/app@127.0.0.1/quorum/app@127.0.0.1/names.dets');
  await sql(whole, 'create table kept (id int); insert into kept values (7)');
  await redis(whole, 'SET kept 7');
  await broker(whole, 'PUT', 'queues/%2F/kept', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  const message = {
    routing_key: 'kept',
    payload: 'seven',
    payload_encoding: 'string',
    properties: { delivery_mode: 2 },
  };
  assert.deepEqual(await broker(whole, 'POST', 'exchanges/%2F/amq.default/publish', message), {
    routed: true,
  });
  // RabbitMQ 3.10 writes the name of a new quorum queue a second late; killed before, the queue never gets a leader.
  await eventually(() => readFileSync(names, 'latin1').includes('2F_kept'));
  const before = stateOf(whole);
  for (const pid of processesOf(whole)) process.kill(pid, 'SIGKILL');
  await eventually(() => processesOf(whole).length === 0);
  const interrupted = stack(whole, 'up');
  await eventually(() => pidsOf({ program: 'beam.smp', folder: join(whole, 'rabbit') }).length > 0);
  interrupted.child.kill('SIGKILL');
  await interrupted.ended;
  await succeed(whole, 'up');
  assert.deepEqual(stateOf(whole), before);
  assert.equal(await sql(whole, 'select id from kept'), '7');
  assert.equal(await redis(whole, 'GET kept'), '$1\r\n7\r\n');
  const got = await broker(whole, 'POST', 'queues/%2F/kept/get', {
    count: 1,
    ackmode: 'ack_requeue_false',
    encoding: 'auto',
  });
  assert.equal(got[0]?.payload, 'seven');
});

test('a broker given by its address is used and not started', async () => {
  const dir = join(base, 'light');
  await succeed(dir, 'up', borrowedBroker());
  assert.equal(stateOf(dir).rabbitUrl, stateOf(whole).rabbitUrl);
  assert.equal(existsSync(join(dir, 'rabbit')), false);
});

test('stacks side by side have ports and data of their own', async () => {
  const dir = join(base, 'light');
  assert.notEqual(stateOf(dir).postgresUrl, stateOf(whole).postgresUrl);
  assert.equal(await sql(dir, "select to_regclass('kept') is null"), 't');
  assert.equal(await redis(dir, 'GET kept'), '$-1\r\n');
});

test('a taken port is replaced, the others stay', async () => {
  const dir = join(base, 'light');
  const { postgresUrl, redisUrl } = stateOf(dir);
  await succeed(dir, 'down');
  const stranger = createServer().listen(Number(new URL(postgresUrl).port), '127.0.0.1');
  await new Promise((done) => stranger.once('listening', done));
  try {
    await succeed(dir, 'up', borrowedBroker());
    assert.notEqual(stateOf(dir).postgresUrl, postgresUrl);
    assert.equal(stateOf(dir).redisUrl, redisUrl);
    assert.equal(await sql(dir, 'select 1'), '1');
  } finally {
    stranger.close();
  }
});

test('a killed PostgreSQL is started again while the rest keeps running', async () => {
  const dir = join(base, 'light');
  const redisBefore = pidsOf({ program: 'redis-server', folder: join(dir, 'redis') });
  for (const pid of pidsOf({ program: 'postgres', folder: join(dir, 'postgres') }))
    process.kill(pid, 'SIGKILL');
  await succeed(dir, 'up', borrowedBroker());
  assert.equal(await sql(dir, 'select 1'), '1');
  assert.deepEqual(pidsOf({ program: 'redis-server', folder: join(dir, 'redis') }), redisBefore);
});

test('an initialisation that was killed halfway is redone', async () => {
  const dir = join(base, 'halfway');
  // What is left of it: the name of a finished one is given at the end.
  mkdirSync(join(dir, 'postgres.new/base'), { recursive: true });
  writeFileSync(join(dir, 'postgres.new/PG_VERSION'), '15\n');
  await succeed(dir, 'up', borrowedBroker());
  assert.equal(await sql(dir, 'select 1'), '1');
  await succeed(dir, 'reset');
});

test('a stale pid file that names a stranger neither blocks a start nor gets the stranger signalled', async () => {
  const dir = join(base, 'light');
  await succeed(dir, 'down');
  const { uid, gid } = statSync(join(dir, 'postgres'));
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore', uid, gid });
  try {
    const stale = `${stranger.pid}\n${join(dir, 'postgres')}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`;
    writeFileSync(join(dir, 'postgres/postmaster.pid'), stale);
    chownSync(join(dir, 'postgres/postmaster.pid'), uid, gid);
    await succeed(dir, 'up', borrowedBroker());
    await succeed(dir, 'down');
    assert.equal(stranger.exitCode ?? stranger.signalCode, null);
  } finally {
    stranger.kill();
  }
});

test('stopping leaves no process and keeps data; stopping again is fine; reset deletes data and only that', async () => {
  const other = join(whole, 'inner');
  mkdirSync(other);
  writeFileSync(join(other, 'mine'), '');
  await succeed(join(base, 'light'), 'reset');
  await succeed(whole, 'down');
  assert.deepEqual(processesOf(whole), []);
  assert.match(await succeed(whole, 'down'), /Nothing was running/);
  assert.match(await succeed(whole, 'status'), /PostgreSQL +not running/);
  assert.ok(existsSync(join(whole, 'postgres/PG_VERSION')));
  mkdirSync(join(whole, 'sandbox'));
  await succeed(whole, 'reset');
  assert.deepEqual(
    ['postgres', 'redis', 'rabbit', 'stack.json', 'sandbox'].filter((name) => existsSync(join(whole, name))),
    [],
  );
  assert.ok(existsSync(join(other, 'mine')));
});
