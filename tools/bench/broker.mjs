/** Relay, publish and receive: libs/messaging beside amqplib and pg alone. The broker's own counts are the clock's marks. */
import { aCreditChanged } from './messages.mjs';
import { startProgram } from './programs.mjs';
import { require, until, withWorkplace } from './workplace.mjs';

const amqp = require('amqplib');
const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('@ellity/platform');
const { BrokerConnection, messagingTables, outgoingOf, Publisher } = require('@ellity/messaging');
const { insertOutbox } = require('../../libs/messaging/dist/outbox/outbox.js');
const { assertQueue, assertShared } = require('../../libs/messaging/dist/topology.js');

const messages = 50_000;
const warmUp = 10_000;
const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

export function relayRun() {
  return withWorkplace(async (place) => {
    const options = {
      url: place.postgresUrl,
      poolSize: 2,
      service: 'bench',
      entities: [],
      migrations: [messagingTables],
    };
    const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
    const channel = await sink(place);
    const rateOf = async (program) => {
      await channel.purgeQueue('sink');
      for (let from = 0; from < messages; from += 1000) {
        await insertOutbox(dataSource.manager, changes(from, 1000));
      }
      await dataSource.query('vacuum analyze outbox');
      return growth(channel, await startProgram(program, environment(place)));
    };
    try {
      const [bare, own] = [await rateOf('bare/relay.mjs'), await rateOf('own/relay.mjs')];
      return [
        { name: 'relay', unit: 'messages/s', value: own.rate, bare: bare.rate, bound: { ratioMin: 0.6 } },
        { name: 'relay-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
      ];
    } finally {
      await channel.connection.close();
      await dataSource.destroy();
    }
  });
}

export function publishRun() {
  return withWorkplace(async (place) => {
    const channel = await sink(place);
    const rateOf = async (program) => {
      await channel.purgeQueue('sink');
      return growth(
        channel,
        await startProgram(program, { ...environment(place), MESSAGES: String(messages) }),
      );
    };
    try {
      const [bare, own] = [await rateOf('bare/publisher.mjs'), await rateOf('own/publisher.mjs')];
      return [
        { name: 'publish', unit: 'messages/s', value: own.rate, bare: bare.rate, bound: { ratioMin: 0.7 } },
        { name: 'publish-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
      ];
    } finally {
      await channel.connection.close();
    }
  });
}

export function receiveRun() {
  return withWorkplace(async (place) => {
    const channel = await sink(place);
    const rateOf = async (program, queue) => {
      await assertQueue(channel, queue, []);
      await fillQueue(place, queue);
      return shrinkage(channel, queue, await startProgram(program, { ...environment(place), QUEUE: queue }));
    };
    try {
      const bare = await rateOf('bare/receiver.mjs', 'bare');
      const own = await rateOf('own/receiver.mjs', 'own');
      return [
        { name: 'receive', unit: 'messages/s', value: own.rate, bare: bare.rate, bound: { ratioMin: 0.6 } },
        { name: 'receive-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
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

async function fillQueue({ rabbitUrl }, queue) {
  const connection = await BrokerConnection.open(rabbitUrl, 'bench');
  const publisher = new Publisher(connection);
  for (let from = 0; from < messages; from += 1000) {
    const batch = changes(from, 1000).map((envelope) => ({
      ...outgoingOf(envelope),
      exchange: '',
      routingKey: queue,
    }));
    await publisher.publish(batch);
  }
  await connection.close();
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
