/**
 * Consume to committed mirror row: ecomail-sync in one process beside the bare batched consumer. The queue is full before each starts. The time is the
 * database's own, from the first transaction after the warm-up, in which V8 compiles what runs most, to the last one.
 */
import { ensureDatabases } from '../start/databases.mjs';
import { keysIn } from '../start/settings.mjs';
import { bareTables } from './bare/consumer.mjs';
import { aCreditChanged, publishAll } from './messages.mjs';
import { freePort, startProgram, startService } from './programs.mjs';
import { benchFolder, require, until, withWorkplace } from './workplace.mjs';

const amqp = require('amqplib');
const { Client } = require('pg');
const { outgoingOf } = require('@ellity/messaging');

const size = { messages: 120_000, warmUp: 40_000, customers: 20_000 };

export function consumeRun() {
  return withWorkplace(async (place) => {
    const own = await ownConsumer(place);
    const bare = await bareConsumer(place, 'bare/consumer.mjs', size);
    return [
      {
        name: 'consume',
        unit: 'messages/s',
        value: own.rate,
        bare: bare.rate,
        bound: { ratioMin: 0.6, valueMin: 10_000 },
      },
      { name: 'consume-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
    ];
  });
}

export async function ownConsumer(place) {
  const databases = await ensureDatabases(place.postgresUrl, ['ecomail-sync'], `${place.name}_`);
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = {
    ...serviceEnvironment(place, databases['ecomail-sync'], url),
    SYNC_PRIVATE_KEY: keysIn(benchFolder).SYNC_PRIVATE_KEY,
    DELIVERY_ENABLED: 'false',
  };
  const start = () => startService('ecomail-sync', env, url);
  await (await start()).stop();
  return withClient(databases['ecomail-sync'], async (client) => {
    await client.query(connectShop);
    await fill(place, size, outgoingOf);
    return measured(client, 'inbox', size, start);
  });
}

/** What a service is told that runs alone for a figure. */
export function serviceEnvironment(place, database, url) {
  const { SECRET_KEYS, HASH_KEY, SERVICE_TOKEN_KEYS } = keysIn(benchFolder);
  return {
    ...{ HTTP_PORT: new URL(url).port, DATABASE_URL: database, LOG_LEVEL: 'warn' },
    ...{ RABBITMQ_URL: place.rabbitUrl, REDIS_URL: place.redisUrl },
    ...{ SECRET_KEYS, HASH_KEY, SERVICE_TOKEN_KEYS },
  };
}

/** With a connection everything that arrives waits to be delivered; nothing of this is sent here. */
const connectShop = `
  insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
    language, time_zone, unknown_consent, debounce_ms, field_types, probes)
  values ('demo', 'active', now(), 'http://127.0.0.1', '', '', '', 1, 'bench', 'cs', 'Europe/Prague', 'denied', 30000,
    '{}', '{}')`;

/** Fills a queue and has a bare program empty it. */
export function bareConsumer(place, program, size, variables = {}) {
  return withClient(place.postgresUrl, async (client) => {
    await client.query('drop table if exists bare_inbox, bare_mirror');
    await client.query(bareTables);
    await declareQueue(place, program);
    await fill(place, size, (envelope) => ({ ...outgoingOf(envelope), exchange: '', routingKey: program }));
    const env = {
      RABBITMQ_URL: place.rabbitUrl,
      DATABASE_URL: place.postgresUrl,
      QUEUE: program,
      ...variables,
    };
    return measured(client, 'bare_inbox', size, () => startProgram(program, env));
  });
}

export async function withClient(connectionString, work) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function declareQueue({ rabbitUrl }, name) {
  const model = await amqp.connect(rabbitUrl);
  const channel = await model.createChannel();
  await channel.assertQueue(name, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await model.close();
}

export const fill = ({ rabbitUrl }, { messages, customers }, outgoing) =>
  publishAll(rabbitUrl, messages, (index) => outgoing(aCreditChanged(index, customers)));

/** Rate and CPU time a message of a program that empties a full queue into an inbox. */
export async function measured(client, inbox, { messages, warmUp }, start) {
  await client.query('vacuum analyze');
  const program = await start();
  const count = async () => Number((await client.query(`select count(*) from ${inbox}`)).rows[0].count);
  await until(count, warmUp, { everyMs: 100 });
  const [from, cpuSeconds] = [await count(), program.cpuSeconds()];
  await until(count, messages, { everyMs: 200 });
  const cpu = ((program.cpuSeconds() - cpuSeconds) / (messages - from)) * 1e6;
  await program.stop();
  const { rows } = await client.query(
    `select extract(epoch from received_at)::float8 as at, count(*)::int as messages from ${inbox} group by 1 order by 1`,
  );
  return { rate: rateOf(rows, warmUp), cpu };
}

/** `received_at` is the beginning of a transaction, so the messages of the last one do not count. */
export function rateOf(transactions, warmUp) {
  let count = 0;
  const first = transactions.findIndex((one) => (count += one.messages) >= warmUp) + 1;
  const counted = transactions.slice(first, -1).reduce((sum, one) => sum + one.messages, 0);
  return counted / (transactions.at(-1).at - transactions[first].at);
}
