/** The relay of libs/messaging, as every service runs it unless OPTIONS say otherwise. */
import { begin, require } from '../bare/parts.mjs';

const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('@ellity/platform');
const { BrokerConnection, Publisher } = require('@ellity/messaging');
const { Relay, relayDefaults } = require('../../libs/messaging/dist/outbox/relay.js');

const { RABBITMQ_URL, DATABASE_URL, OPTIONS = '{}' } = process.env;
const options = { url: DATABASE_URL, poolSize: 5, service: 'bench', entities: [], migrations: [] };
const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
const connection = await BrokerConnection.open(RABBITMQ_URL, 'bench');
const publisher = new Publisher(connection);
await publisher.publish([]);

await begin();
const relay = new Relay(dataSource, publisher, 'loyalty-core', { ...relayDefaults, ...JSON.parse(OPTIONS) });
relay.start();
process.once('SIGTERM', () => {
  void relay.stop().then(() => process.exit(0));
});
