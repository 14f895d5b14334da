/**
 * Awards out of a full queue until they are committed: loyalty-core in one process beside a bare consumer that writes
 * the same rows by hand, a batch in a transaction, and publishes what it wrote. Neither is helped by anything else.
 */
import { ensureDatabases } from '../../../tools/start/databases.mjs';
import { keysIn } from '../../../tools/start/settings.mjs';
import { declareQueue, measured, serviceEnvironment, withClient } from '../../../tools/bench/consume.mjs';
import { customerId, seed } from './large-core.mjs';
import { publishAll } from '../../../tools/bench/messages.mjs';
import { freePort, startProgram, startService } from '../../../tools/bench/programs.mjs';
import { benchFolder, require, withWorkplace } from '../../../tools/bench/workplace.mjs';

const { AwardCredit, compose } = require('@ellity/contracts');
const { outgoingOf } = require('@ellity/messaging');

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
      await declareQueue(place, bareQueue);
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

const environment = (place, database, url) => ({
  ...serviceEnvironment(place, database, url),
  SYNC_PUBLIC_KEY: keysIn(benchFolder).SYNC_PUBLIC_KEY,
  ...{ ECOMAIL_SYNC_URL: 'http://127.0.0.1:1', WEBHOOK_GATEWAY_URL: 'http://127.0.0.1:1' },
  DEAD_LETTERS_URL: 'http://127.0.0.1:1',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'loyalty@ellity.test',
});

const aShop = `
  insert into shops (id, name, time_zone, language, expiry_days, expiry_notice_target, expiry_notice_lead_days,
    system_mails, unknown_consent) values ($1, 'Bench', 'Europe/Prague', 'cs', 400, 'none', 30, false, 'denied')`;

const bareInbox = `
  create table bare_inbox (message_id uuid, source text, received_at timestamptz not null default now(),
    primary key (message_id, source))`;

/** Customers take turns, but not in the order in which they came. */
const fill = ({ rabbitUrl }, shopId, outgoing) =>
  publishAll(rabbitUrl, size.messages, (n) => {
    const data = { amount: '150.00', reason: 'order', reference: String(n), idempotencyKey: `order-${n}` };
    const subject = customerId(shopId, (n * 7_919) % customers);
    return outgoing(compose(AwardCredit, data, { source: 'shop-adapter', shopId, subject }));
  });
