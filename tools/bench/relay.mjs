/** Outbox relay: ours beside a bare one (pg and amqplib alone: claim 500, publish, confirm, delete, commit). */
import { require, until, withWorkplace } from './workplace.mjs';

const { Client } = require('pg');
const amqp = require('amqplib');
const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('@ellity/platform');
const { compose, CreditChanged, exchanges } = require('@ellity/contracts');
const { BrokerConnection, messagingTables, Publisher } = require('@ellity/messaging');
const { Relay } = require('../../libs/messaging/dist/outbox/relay.js');
const { insertOutbox } = require('../../libs/messaging/dist/outbox/outbox.js');

const messages = 25_000;

export function aCreditChanged(index) {
  const customer = `0199f3c1-7b1a-7c3e-9a55-${String(index).padStart(12, '0')}`;
  return compose(
    CreditChanged,
    {
      balance: '150.00',
      change: { amount: '150.00', reason: 'order', entryId: customer, reference: String(index) },
      nextExpiration: null,
      changedAt: new Date().toISOString(),
      announce: true,
    },
    {
      source: 'loyalty-core',
      shopId: 'demo',
      subject: customer,
      sequence: String(Date.now() * 1000 + index),
    },
  );
}

/** Messages a second of both, in one run. */
export function relayRun() {
  return withWorkplace(async ({ postgresUrl, rabbitUrl }) => {
    const options = dataSourceOptions({
      url: postgresUrl,
      poolSize: 5,
      service: 'bench',
      entities: [],
      migrations: [messagingTables],
    });
    const dataSource = await new DataSource(options).initialize();
    const fill = async () => {
      for (let from = 0; from < messages; from += 1000) {
        await insertOutbox(
          dataSource.manager,
          Array.from({ length: 1000 }, (_, index) => aCreditChanged(from + index)),
        );
      }
      await dataSource.query('analyze outbox');
    };
    const queue = await sink(rabbitUrl);
    await fill();
    const bare = messages / (await timed(() => bareRelay(postgresUrl, rabbitUrl)));
    await fill();
    const connection = await BrokerConnection.open(rabbitUrl, 'bench');
    const publisher = new Publisher(connection);
    await publisher.publish([]);
    const relay = new Relay(dataSource, publisher, 'loyalty-core');
    const value =
      messages /
      (await timed(async () => {
        relay.start();
        const left = async () =>
          messages - Number((await dataSource.query('select count(*) from outbox'))[0].count);
        await until(left, messages, 20);
      }));
    await relay.stop();
    await connection.close();
    await queue.close();
    await dataSource.destroy();
    return { value, bare };
  });
}

/** The exchanges, and one quorum queue that takes everything, as in the system. */
async function sink(rabbitUrl) {
  const model = await amqp.connect(rabbitUrl);
  const channel = await model.createChannel();
  await channel.assertExchange('unrouted', 'fanout', { durable: true });
  for (const exchange of exchanges) {
    await channel.assertExchange(exchange, 'topic', { durable: true, alternateExchange: 'unrouted' });
  }
  await channel.assertQueue('sink', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue('sink', 'loyalty.events', '#');
  return model;
}

async function bareRelay(postgresUrl, rabbitUrl) {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  const model = await amqp.connect(rabbitUrl);
  const channel = await model.createConfirmChannel();
  for (;;) {
    await client.query('begin');
    const { rows } = await client.query(
      'select id, exchange, type, body from outbox order by id limit 500 for update skip locked',
    );
    for (const row of rows)
      channel.publish(row.exchange, row.type, Buffer.from(row.body), { persistent: true });
    await channel.waitForConfirms();
    await client.query('delete from outbox where id = any($1)', [rows.map((row) => row.id)]);
    await client.query('commit');
    if (rows.length === 0) break;
  }
  await model.close();
  await client.end();
}

async function timed(work) {
  const begun = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}
