/**
 * Awards out of a full queue until they are committed: loyalty-core in one process beside a bare consumer that writes
 * the same rows by hand, a batch in a transaction, and publishes what it wrote. Neither is helped by anything else.
 */
import { ensureDatabases } from '../start/databases.mjs';
import { keysIn } from '../start/settings.mjs';
import { measured, withClient } from './consume.mjs';
import { customerId, seed } from './large-core.mjs';
import { freePort, startProgram, startService } from './programs.mjs';
import { benchFolder, require, withWorkplace } from './workplace.mjs';

const amqp = require('amqplib');
const { AwardCredit, compose } = require('@ellity/contracts');
const { BrokerConnection, outgoingOf, Publisher } = require('@ellity/messaging');

const size = { messages: 30_000, warmUp: 8_000 };
const customers = 20_000;
const bareQueue = 'bare-awards';

export const awardsRun = () =>
  withWorkplace(async (place) => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { 'loyalty-core': databaseUrl } = await ensureDatabases(
      place.postgresUrl,
      ['loyalty-core'],
      `${place.name}_`,
    );
    const start = () => startService('loyalty-core', environment(place, databaseUrl, url), url);
    await (await start()).stop();
    return withClient(databaseUrl, async (database) => {
      for (const shop of ['awards', 'bare']) {
        await database.query(aShop, [shop]);
        await seed(database, shop, customers);
      }
      await fill(place, 'awards', outgoingOf);
      const own = await measured(database, 'inbox', size, start);
      await declareQueue(place);
      await database.query(bareInbox);
      await fill(place, 'bare', (envelope) => ({
        ...outgoingOf(envelope),
        exchange: '',
        routingKey: bareQueue,
      }));
      const variables = { RABBITMQ_URL: place.rabbitUrl, DATABASE_URL: databaseUrl, QUEUE: bareQueue };
      const bare = await measured(database, 'bare_inbox', size, () =>
        startProgram('bare/awards.mjs', variables),
      );
      return [
        { name: 'awards', unit: 'awards/s', value: own.rate, bare: bare.rate, bound: { ratioMin: 0.4 } },
        { name: 'awards-cpu', unit: 'µs/award', value: own.cpu, bare: bare.cpu },
      ];
    });
  });

function environment(place, database, url) {
  const keys = keysIn(benchFolder);
  return {
    HTTP_PORT: new URL(url).port,
    DATABASE_URL: database,
    RABBITMQ_URL: place.rabbitUrl,
    REDIS_URL: place.redisUrl,
    LOG_LEVEL: 'warn',
    SECRET_KEYS: keys.SECRET_KEYS,
    HASH_KEY: keys.HASH_KEY,
    SYNC_PUBLIC_KEY: keys.SYNC_PUBLIC_KEY,
    SERVICE_TOKEN_KEYS: keys.SERVICE_TOKEN_KEYS,
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'loyalty@ellity.test',
  };
}

const aShop = `
  insert into shops (id, name, time_zone, language, expiry_days, expiry_notice_target, expiry_notice_lead_days,
    system_mails, unknown_consent) values ($1, 'Bench', 'Europe/Prague', 'cs', 400, 'none', 30, false, 'denied')`;

const bareInbox = `
  create table bare_inbox (message_id uuid, source text, received_at timestamptz not null default now(),
    primary key (message_id, source))`;

/** Customers take turns, but not in the order in which they came. */
async function fill({ rabbitUrl }, shopId, outgoing) {
  const connection = await BrokerConnection.open(rabbitUrl, 'bench');
  const publisher = new Publisher(connection);
  const award = (n) => {
    const data = { amount: '150.00', reason: 'order', reference: String(n), idempotencyKey: `order-${n}` };
    return compose(AwardCredit, data, {
      source: 'shop-adapter',
      shopId,
      subject: customerId(shopId, (n * 7_919) % customers),
    });
  };
  for (let from = 0; from < size.messages; from += 1_000) {
    await publisher.publish(Array.from({ length: 1_000 }, (_, index) => outgoing(award(from + index))));
  }
  await connection.close();
}

async function declareQueue({ rabbitUrl }) {
  const model = await amqp.connect(rabbitUrl);
  const channel = await model.createChannel();
  await channel.assertQueue(bareQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await model.close();
}
