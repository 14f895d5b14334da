/** The receiver of libs/messaging without a database: reads and checks each message, acknowledges in batches. */
import { begin, require } from '../bare/parts.mjs';

const { decode } = require('@ellity/contracts');
const { BrokerConnection } = require('@ellity/messaging');
const { consumerDefaults } = require('../../libs/messaging/dist/options.js');
const { QueueConsumer } = require('../../libs/messaging/dist/transport/queue-consumer.js');

const { RABBITMQ_URL, QUEUE } = process.env;
const runner = {
  read: (message) => ({ message, decoded: decode(message.content) }),
  run: async (received) =>
    new Map(received.map(({ message, decoded }) => [message, { kind: decoded.ok ? 'done' : 'failed' }])),
};
const identity = { service: 'bench', version: '0' };
const consumer = new QueueConsumer(QUEUE, [], runner, consumerDefaults, identity, () => undefined);
const connection = await BrokerConnection.open(RABBITMQ_URL, 'bench');

await begin();
await consumer.start(connection);
