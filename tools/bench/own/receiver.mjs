/** The receiver of libs/messaging without a database: reads and checks each message, acknowledges in batches. */
import { begin, require } from '../bare/parts.mjs';

const { decode } = require('@ellity/contracts');
const { BrokerConnection } = require('@ellity/messaging');
const { consumerDefaults } = require('../../libs/messaging/dist/options.js');
const { QueueConsumer } = require('../../libs/messaging/dist/transport/queue-consumer.js');
const { ForwardingSettler } = require('../../libs/messaging/dist/transport/settler.js');
const { assertQueue } = require('../../libs/messaging/dist/topology.js');

const { RABBITMQ_URL, QUEUE } = process.env;
const runner = {
  read: (message) => ({ message, decoded: decode(message.content) }),
  run: async (received) =>
    new Map(received.map(({ message, decoded }) => [message, { kind: decoded.ok ? 'done' : 'failed' }])),
};
const identity = { service: 'bench', version: '0' };
const declare = (channel) => assertQueue(channel, QUEUE, [], consumerDefaults.retryDelaysMs);
const settler = new ForwardingSettler(QUEUE, consumerDefaults, identity, () => undefined);
const consumer = new QueueConsumer(QUEUE, declare, runner, settler, consumerDefaults);
const connection = await BrokerConnection.open(RABBITMQ_URL, 'bench');

await begin();
await consumer.start(connection);
