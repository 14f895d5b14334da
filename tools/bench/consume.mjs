/**
 * Consume to committed mirror row: ecomail-sync in one process beside a bare batched consumer (pg and amqplib alone:
 * prefetch 200, one transaction per batch, inbox and mirror row) and beside Nest's own RMQ transport with one
 * transaction per message. The queue is full before each starts; counted from the first to the last commit.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../packages.mjs';
import { ensureDatabases } from '../start/databases.mjs';
import { keysIn } from '../start/settings.mjs';
import { aCreditChanged } from './relay.mjs';
import { require, until, withWorkplace } from './workplace.mjs';

const { Client, Pool } = require('pg');
const { BrokerConnection, outgoingOf, Publisher } = require('@ellity/messaging');

const messages = 30_000;

export function consumeRun() {
  return withWorkplace(async (place) => {
    const connection = await BrokerConnection.open(place.rabbitUrl, 'bench');
    const publisher = new Publisher(connection);
    const envelopes = Array.from({ length: messages }, (_, index) => outgoingOf(aCreditChanged(index)));
    const fill = async (routingKey) => {
      for (let from = 0; from < messages; from += 1000) {
        const batch = envelopes.slice(from, from + 1000);
        await publisher.publish(routingKey ? batch.map((one) => ({ ...one, exchange: '', routingKey })) : batch);
      }
    };
    const admin = new Client({ connectionString: place.postgresUrl });
    await admin.connect();
    const rateOf = async (count, work) => {
      const stop = await work();
      await until(count, 1);
      const [from, begun] = [await count(), process.hrtime.bigint()];
      await until(count, messages, 20);
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      await stop();
      return (messages - from) / seconds;
    };
    try {
      const sync = await syncService(place);
      const stopOnce = await sync.start();
      await stopOnce();
      await fill();
      const value = await rateOf(sync.count, sync.start); console.error("ours", value);
      await sync.close();
      await bareTables(admin);
      await declareQueues(place);
      const counted = async () => Number((await admin.query('select count(*) from bare_inbox')).rows[0].count);
      await fill('bare');
      const bare = await rateOf(counted, () => bareConsumer(place)); console.error("bare", bare);
      await admin.query('truncate bare_inbox');
      await fill('nest');
      const nest = await rateOf(counted, () => nestConsumer(place));
      return { value, bare, nest };
    } finally {
      await admin.end();
      await connection.close();
    }
  });
}

async function syncService(place) {
  const databases = await ensureDatabases(place.postgresUrl, ['ecomail-sync'], `${place.vhost}_`);
  const client = new Client({ connectionString: databases['ecomail-sync'] });
  await client.connect();
  const keys = keysIn(join(root, '.stack', 'bench'));
  const env = {
    PATH: process.env.PATH,
    HTTP_PORT: String(port),
    DATABASE_URL: databases['ecomail-sync'],
    RABBITMQ_URL: place.rabbitUrl,
    REDIS_URL: place.redisUrl,
    LOG_LEVEL: 'warn',
    SECRET_KEYS: keys.SECRET_KEYS,
    HASH_KEY: keys.HASH_KEY,
    SYNC_PRIVATE_KEY: keys.SYNC_PRIVATE_KEY,
  };
  const start = async () => {
    const child = spawn(process.execPath, [join(root, 'apps', 'ecomail-sync', 'dist', 'main.js')], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until(isReady, 1, 20);
    return () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      });
  };
  return {
    start,
    count: async () => Number((await client.query('select count(*) from domain_events')).rows[0].count),
    close: async () => {
      await client.end();
    },
  };
}

const port = 41873;
const isReady = () =>
  fetch(`http://127.0.0.1:${port}/health/start`).then(
    (answer) => (answer.ok ? 1 : 0),
    () => 0,
  );

async function bareTables(client) {
  await client.query(`
    create table bare_inbox (source text, id uuid, primary key (source, id));
    create table bare_mirror (customer uuid primary key, sequence bigint, balance numeric(12, 2))`);
}

const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

const bareStatement = `with fresh as (
    insert into bare_inbox select * from unnest($1::text[], $2::uuid[]) on conflict do nothing returning id
  )
  insert into bare_mirror
  select distinct on (customer) customer, sequence, balance
  from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::numeric[]) as change (id, customer, sequence, balance)
  join fresh using (id)
  order by customer, sequence desc
  on conflict (customer) do update set sequence = excluded.sequence, balance = excluded.balance
  where bare_mirror.sequence < excluded.sequence`;

async function declareQueues({ rabbitUrl }) {
  const model = await require('amqplib').connect(rabbitUrl);
  const channel = await model.createChannel();
  for (const name of ['bare', 'nest']) await channel.assertQueue(name, quorum);
  await model.close();
}

const rowOf = (content) => {
  const { source, id, subject, sequence, data } = JSON.parse(content.toString());
  return [source, id, subject, sequence, data.balance];
};
const columnsOf = (rows) => [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column]));

async function bareConsumer({ rabbitUrl, postgresUrl }) {
  const amqp = require('amqplib');
  const pool = new Pool({ connectionString: postgresUrl, max: 20 });
  const model = await amqp.connect(rabbitUrl);
  const channel = await model.createChannel();
  await channel.assertQueue('bare', quorum);
  await channel.prefetch(200);
  let waiting = [];
  let isBusy = false;
  const drain = async () => {
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const client = await pool.connect();
      await client.query('begin');
      await client.query(bareStatement, columnsOf(batch.map(({ content }) => rowOf(content))));
      await client.query('commit');
      client.release();
      channel.ack(batch.at(-1), true);
    }
    isBusy = false;
  };
  await channel.consume('bare', (message) => {
    waiting.push(message);
    if (!isBusy) {
      isBusy = true;
      setImmediate(() => void drain());
    }
  });
  return async () => {
    await model.close();
    await pool.end();
  };
}

async function nestConsumer({ rabbitUrl, postgresUrl }) {
  require('reflect-metadata');
  const { NestFactory } = require('@nestjs/core');
  const { Transport, EventPattern, Payload, Ctx } = require('@nestjs/microservices');
  const { Controller, Module } = require('@nestjs/common');
  const pool = new Pool({ connectionString: postgresUrl, max: 20 });
  class Handlers {
    async changed(_data, context) {
      const message = context.getMessage();
      const client = await pool.connect();
      await client.query('begin');
      await client.query(bareStatement, columnsOf([rowOf(message.content)]));
      await client.query('commit');
      client.release();
      context.getChannelRef().ack(message);
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Handlers.prototype, 'changed');
  EventPattern('loyalty.CreditChanged.v1')(Handlers.prototype, 'changed', descriptor);
  Payload()(Handlers.prototype, 'changed', 0);
  Ctx()(Handlers.prototype, 'changed', 1);
  Controller()(Handlers);
  class NestModule {}
  Module({ controllers: [Handlers] })(NestModule);
  const app = await NestFactory.createMicroservice(NestModule, {
    logger: false,
    transport: Transport.RMQ,
    options: {
      urls: [rabbitUrl],
      queue: 'nest',
      queueOptions: quorum,
      noAck: false,
      prefetchCount: 200,
      deserializer: { deserialize: (value) => ({ pattern: value.type, data: value.data }) },
    },
  });
  await app.listen();
  return async () => {
    await app.close();
    await pool.end();
  };
}
