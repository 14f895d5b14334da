/** Relay, publish and receive: libs/messaging beside amqplib and pg alone. The broker's own counts are the clock's marks. */
import { aCreditChanged } from './messages.mjs';
import { fill } from './consume.mjs';
import { startProgram } from './programs.mjs';
import { require, until, withWorkplace } from './workplace.mjs';

const amqp = require('amqplib');
const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('@ellity/platform');
const { messagingTables, outgoingOf } = require('@ellity/messaging');
const { insertOutbox } = require('../../libs/messaging/dist/outbox/outbox.js');
const { assertQueue, assertShared } = require('../../libs/messaging/dist/topology.js');

const messages = 50_000;
const warmUp = 10_000;
const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

export function relayRun() {
  return withSink('relay', 0.6, async (place, channel) => {
    const options = { url: place.postgresUrl, poolSize: 2, service: 'bench', entities: [] };
    const dataSource = await new DataSource(
      dataSourceOptions({ ...options, migrations: [...messagingTables] }),
    ).initialize();
    const measure = async (program) => {
      await channel.purgeQueue('sink');
      for (let from = 0; from < messages; from += 1000)
        await insertOutbox(dataSource.manager, changes(from, 1000));
      await dataSource.query('vacuum analyze outbox');
      return growth(channel, await startProgram(program, environment(place)));
    };
    try {
      return { bare: await measure('bare/relay.mjs'), own: await measure('own/relay.mjs') };
    } finally {
      await dataSource.destroy();
    }
  });
}

export function publishRun() {
  return withSink('publish', 0.7, async (place, channel) => {
    const env = { ...environment(place), MESSAGES: String(messages) };
    const measure = async (program) => {
      await channel.purgeQueue('sink');
      return growth(channel, await startProgram(program, env));
    };
    return { bare: await measure('bare/publisher.mjs'), own: await measure('own/publisher.mjs') };
  });
}

export function receiveRun() {
  return withSink('receive', 0.6, async (place, channel) => {
    const measure = async (program, queue) => {
      await assertQueue(channel, queue, []);
      const toQueue = (envelope) => ({ ...outgoingOf(envelope), exchange: '', routingKey: queue });
      await fill(place, { messages }, toQueue);
      return shrinkage(channel, queue, await startProgram(program, { ...environment(place), QUEUE: queue }));
    };
    return {
      bare: await measure('bare/receiver.mjs', 'bare'),
      own: await measure('own/receiver.mjs', 'own'),
    };
  });
}

/** The figures of a run on a broker of its own, with a queue that everything goes to. */
function withSink(name, ratioMin, measureBoth) {
  return withWorkplace(async (place) => {
    const channel = await sink(place);
    try {
      const { bare, own } = await measureBoth(place, channel);
      return [
        { name, unit: 'messages/s', value: own.rate, bare: bare.rate, bound: { ratioMin } },
        { name: `${name}-cpu`, unit: 'µs/message', value: own.cpu, bare: bare.cpu },
      ];
    } finally {
      await channel.connection.close();
    }
  });
}

const environment = ({ postgresUrl, rabbitUrl }) => ({ DATABASE_URL: postgresUrl, RABBITMQ_URL: rabbitUrl });
const changes = (from, count) => Array.from({ length: count }, (_, index) => aCreditChanged(from + index));

/** The exchanges, and a quorum queue that takes everything, as in the system. */
async function sink({ rabbitUrl }) {
  const model = await amqp.connect(rabbitUrl);
  const channel = await model.createChannel();
  await assertShared(channel);
  await channel.assertQueue('sink', quorum);
  await channel.bindQueue('sink', 'loyalty.events', '#');
  return channel;
}

/** Rate and CPU time a message while the sink fills up. */
async function growth(channel, program) {
  const count = async () => (await channel.checkQueue('sink')).messageCount;
  return between(program, count, warmUp, messages);
}

/** The same while a queue is emptied. What is handed out and not settled yet counts as taken. */
async function shrinkage(channel, queue, program) {
  const count = async () => messages - (await channel.checkQueue(queue)).messageCount;
  return between(program, count, warmUp, messages);
}

async function between(program, count, from, to) {
  program.begin();
  await until(count, from);
  const [first, begun, cpuSeconds] = [await count(), process.hrtime.bigint(), program.cpuSeconds()];
  await until(count, to);
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const cpu = ((program.cpuSeconds() - cpuSeconds) / (to - first)) * 1e6;
  await program.stop();
  return { rate: (to - first) / seconds, cpu };
}
