/** The consumer of libs/messaging with its transaction, inbox and one set-based statement; OPTIONS are its settings, with `failEvery` and `failsIn` messages that fail. */
import { begin, require } from '../bare/parts.mjs';

const { DataSource } = require('typeorm');
const { CreditChanged, contractOf } = require('@ellity/contracts');
const { dataSourceOptions } = require('@ellity/platform');
const { BrokerConnection, PermanentError, Transactions } = require('@ellity/messaging');
const { consumerDefaults } = require('../../libs/messaging/dist/options.js');
const { BatchRunner } = require('../../libs/messaging/dist/transport/batch-runner.js');
const { QueueConsumer } = require('../../libs/messaging/dist/transport/queue-consumer.js');
const { ForwardingSettler } = require('../../libs/messaging/dist/transport/settler.js');
const { assertQueue } = require('../../libs/messaging/dist/topology.js');

const { RABBITMQ_URL, DATABASE_URL, QUEUE, OPTIONS = '{}' } = process.env;
const database = { url: DATABASE_URL, poolSize: 5, service: 'bench', entities: [], migrations: [] };
const dataSource = await new DataSource(dataSourceOptions(database)).initialize();

const balances = {
  async write({ manager }, staged) {
    for (const { item } of staged) fail('writer', item);
    await manager.query(
      `insert into balances (customer_id, balance)
       select distinct on (customer_id) * from unnest($1::uuid[], $2::text[]) as changed (customer_id, balance)
       on conflict (customer_id) do update set balance = excluded.balance`,
      [staged.map(({ item }) => item.subject), staged.map(({ item }) => item.data.balance)],
    );
  },
};
const contract = contractOf(CreditChanged);
const { failEvery, failsIn, ...settings } = JSON.parse(OPTIONS);
const fail = (place, { sequence }) => {
  if (place === failsIn && Number(sequence) % failEvery === 0)
    throw new PermanentError('bench', 'one of many');
};
const handle = async ({ transaction, envelope }) => {
  fail('handler', envelope);
  transaction.stage(balances, envelope);
};
const handlers = { queue: QUEUE, handles: new Map([[contract.type, { contract, handle }]]) };
const runner = new BatchRunner(handlers, 'bench', new Transactions(dataSource, 'bench'), () => false);
const options = { ...consumerDefaults, ...settings };
const identity = { service: 'bench', version: '0' };
const declare = (channel) => assertQueue(channel, QUEUE, [], options.retryDelaysMs);
const settler = new ForwardingSettler(QUEUE, options, identity, () => undefined);
const consumer = new QueueConsumer(QUEUE, declare, runner, settler, options);
const connection = await BrokerConnection.open(RABBITMQ_URL, 'bench');

await begin();
await consumer.start(connection);
