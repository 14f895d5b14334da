/**
 * `node tools/bench/transport.mjs [--runs 3]`: how the options of consumer and relay pay, one changed at a time, beside
 * amqplib alone. Its table is why `consumerDefaults` and `relayDefaults` are what they are.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../packages.mjs';
import { down } from '../stack/index.mjs';
import { aCreditChanged } from './messages.mjs';
import { startProgram } from './programs.mjs';
import { benchFolder, require, until, withWorkplace } from './workplace.mjs';

const amqp = require('amqplib');
const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('@ellity/platform');
const { BrokerConnection, messagingTables, outgoingOf, Publisher } = require('@ellity/messaging');
const { consumerDefaults } = require('../../libs/messaging/dist/options.js');
const { insertOutbox } = require('../../libs/messaging/dist/outbox/outbox.js');
const { relayDefaults } = require('../../libs/messaging/dist/outbox/relay.js');
const { assertQueue, assertShared } = require('../../libs/messaging/dist/topology.js');

const messages = 20_000;
const warmUp = 4_000;
const singles = 150;
const withDefault = (name, values) => values.map((value) => ({ [name]: value }));
const consumerVariants = [
  ...withDefault('batchSizeMax', [25, 50, 100, 200, 400, 800]).map((one) => ({
    ...one,
    prefetch: 3 * one.batchSizeMax,
  })),
  ...withDefault('prefetch', [200, 400, 600, 1200, 2400]),
  ...withDefault('failsIn', ['handler', 'writer']).map((one) => ({ ...one, failEvery: 20 })),
];
const waitVariants = withDefault('batchWaitMs', [0, 1, 2, 5, 10, 20]);
const relayVariants = withDefault('batchSizeMax', [50, 100, 250, 500, 1000, 2000]);

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const readings = new Map();
const note = (name, reading) => readings.set(name, [...(readings.get(name) ?? []), reading]);

let sent = 0;
const changes = (count) => Array.from({ length: count }, () => aCreditChanged((sent += 1), 20_000));
const toTuned = (envelope) => ({ ...outgoingOf(envelope), exchange: '', routingKey: 'bench.tuned' });

const environment = ({ postgresUrl, rabbitUrl }, variant) => ({
  DATABASE_URL: postgresUrl,
  RABBITMQ_URL: rabbitUrl,
  QUEUE: 'bench.tuned',
  OPTIONS: JSON.stringify(variant),
});

await ensureBuilt();
try {
  for (let run = 1; run <= Number(values.runs); run += 1) {
    await withWorkplace(async (place) => {
      const stage = await prepare(place);
      note('receive, amqplib alone', await consumed(stage, 'bare/receiver.mjs', {}));
      for (const variant of consumerVariants)
        note(`consume ${text(variant)}`, await consumed(stage, 'own/consumer.mjs', variant));
      for (const variant of waitVariants)
        note(`one at a time ${text(variant)}`, await oneAtATime(stage, variant));
      note('publish, amqplib and pg alone', await relayed(stage, 'bare/relay.mjs', {}));
      for (const variant of relayVariants)
        note(`relay ${text(variant)}`, await relayed(stage, 'own/relay.mjs', variant));
      await stage.close();
    });
  }
} finally {
  await down({ dir: benchFolder });
}
printTable();

async function prepare(place) {
  const options = {
    url: place.postgresUrl,
    poolSize: 3,
    service: 'bench',
    entities: [],
    migrations: [messagingTables],
  };
  const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
  await dataSource.query('create table balances (customer_id uuid primary key, balance text not null)');
  const model = await amqp.connect(place.rabbitUrl, { noDelay: true });
  const channel = await model.createChannel();
  await assertShared(channel);
  await assertQueue(channel, 'bench.tuned', []);
  await channel.assertQueue('sink', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue('sink', 'loyalty.events', '#');
  const connection = await BrokerConnection.open(place.rabbitUrl, 'bench');
  const close = async () => {
    await connection.close();
    await model.close();
    await dataSource.destroy();
  };
  return { place, dataSource, channel, publisher: new Publisher(connection), close };
}

/** Messages a second while a full queue is emptied. */
async function consumed({ place, dataSource, channel, publisher }, script, variant) {
  await dataSource.query('truncate inbox, balances');
  for (let left = messages; left > 0; left -= 1000) await publisher.publish(changes(1000).map(toTuned));
  const program = await startProgram(script, environment(place, variant));
  const rate = await rateOf(
    program,
    async () => messages - (await channel.checkQueue('bench.tuned')).messageCount,
  );
  await until(async () => ((await channel.checkQueue('bench.tuned')).messageCount === 0 ? 1 : 0), 1);
  await program.stop();
  return rate;
}

/** Milliseconds from publishing a message to an idle queue until its effect is committed. */
async function oneAtATime({ place, dataSource, publisher }, variant) {
  await dataSource.query('truncate inbox, balances');
  const program = await startProgram('own/consumer.mjs', environment(place, variant));
  program.begin();
  const times = [];
  for (let index = 0; index < singles; index += 1) {
    const [change] = changes(1);
    const begun = process.hrtime.bigint();
    await publisher.publish([toTuned(change)]);
    await until(
      async () =>
        Number(
          (await dataSource.query('select count(*) from inbox where message_id = $1', [change.id]))[0].count,
        ),
      1,
      { everyMs: 0 },
    );
    times.push(Number(process.hrtime.bigint() - begun) / 1e6);
  }
  await program.stop();
  return median(times.slice(10));
}

/** Messages a second from a full outbox to the broker. */
async function relayed({ place, dataSource, channel }, script, variant) {
  await channel.purgeQueue('sink');
  for (let left = messages; left > 0; left -= 1000) await insertOutbox(dataSource.manager, changes(1000));
  await dataSource.query('vacuum analyze outbox');
  const program = await startProgram(script, environment(place, variant));
  const rate = await rateOf(program, async () => (await channel.checkQueue('sink')).messageCount);
  await program.stop();
  return rate;
}

async function rateOf(program, count) {
  program.begin();
  await until(count, warmUp);
  const [first, begun] = [await count(), process.hrtime.bigint()];
  await until(count, messages);
  return (messages - first) / (Number(process.hrtime.bigint() - begun) / 1e9);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function text(variant) {
  return Object.entries(variant)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function printTable() {
  console.log(
    `defaults: ${text({ ...consumerDefaults, retryDelaysMs: '…' })}; relay: ${text(relayDefaults)}\n`,
  );
  for (const [name, each] of readings) {
    const unit = name.startsWith('one') ? 'ms' : 'messages/s';
    console.log(
      `${name.padEnd(46)} ${median(each).toLocaleString('en', { maximumFractionDigits: 1 }).padStart(10)} ${unit}`,
    );
  }
  console.log(`\nMedians of ${values.runs} runs; load average at the end ${loadavg()[0].toFixed(1)}.`);
}
