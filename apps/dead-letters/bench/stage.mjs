/** dead-letters alone on servers of its own, and the queues of a service whose messages fail. */
import { startService } from '../../../tools/bench/programs.mjs';
import { withClient } from '../../../tools/bench/consume.mjs';
import { withSystem } from '../../../tools/bench/system.mjs';
import { require } from '../../../tools/bench/workplace.mjs';
import { publishAll } from '../../../tools/bench/messages.mjs';
import { call } from '../../../tools/start/endpoints.mjs';

const { AwardCredit, compose } = require('@ellity/contracts');
const { outgoingOf } = require('@ellity/messaging');
const { ServiceTokens } = require('@ellity/platform');
const amqp = require('amqplib');

export const queue = 'bench.jobs';
const operator = { id: 'bench', role: 'operator', shops: [] };
const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

/** `work` starts the service itself; it may be filled before. `beside` names what else runs. */
export const withLetters = (work, beside = []) =>
  withSystem(
    async ({ settings, definitions }) => {
      const { env, url } = definitions['dead-letters'];
      const rabbitUrl = rabbitUrlOf(settings.broker['dead-letters']);
      const model = await amqp.connect(rabbitUrl);
      const channel = await model.createChannel();
      await channel.assertQueue(queue, quorum);
      await channel.assertQueue(`${queue}.dlq`, quorum);
      try {
        return await withClient(settings.databases['dead-letters'], async (database) => {
          let service;
          const start = async () => (service = await startService('dead-letters', env, url));
          await (await start()).stop();
          try {
            const tokens = new ServiceTokens(settings.tokenKeys, 'console');
            return await work({
              ...{
                settings,
                database,
                databaseUrl: settings.databases['dead-letters'],
                rabbitUrl,
                channel,
                start,
              },
              call: async (method, path, body) => {
                const headers = await tokens.headersFor('dead-letters', operator);
                return (await call(method, `${url}${path}`, body, { headers })).body;
              },
            });
          } finally {
            await service.stop();
          }
        });
      } finally {
        await model.close();
      }
    },
    [...beside, 'ecomail-sandbox'],
  );

/** The user of the whole place, who may do everything in it; it has the name of its vhost, and that for a password. */
function rabbitUrlOf(brokerUrl) {
  const url = new URL(brokerUrl);
  const name = url.pathname.slice(1);
  return Object.assign(url, { username: name, password: name }).toString();
}

/** Puts so many letters into the dead-letter queue as a service does; each is of another person. */
export const park = (rabbitUrl, count) =>
  publishAll(rabbitUrl, count, (index) => {
    const { body, options } = outgoingOf(anAward(index));
    const headers = { ...failure, sender: 'shop-adapter', 'routing-key': options.type, attempt: 5 };
    return {
      exchange: '',
      routingKey: `${queue}.dlq`,
      body,
      options: { ...options, userId: 'bench', headers },
    };
  });

/** What its service notes of each; those that fail again fail alike. */
export const failure = {
  service: 'bench',
  'service-version': '0.1.0',
  'error-code': 'bench.refused',
  'error-message': 'order 17 is not welcome',
  'error-stack': 'Error: order 17 is not welcome\n    at Jobs.work (/app/apps/bench/dist/jobs.js:12:3)',
};

const anAward = (index) =>
  compose(
    AwardCredit,
    {
      email: `customer${index}@shop.test`,
      amount: '10.00',
      reason: 'order',
      idempotencyKey: `order-${index}`,
    },
    { source: 'shop-adapter', shopId: `shop-${index % 20}` },
  );

/** How many letters there are, by the counts that the database keeps. */
export const lettersIn = (database) => async () =>
  Number(
    (await database.query('select coalesce(sum(open + taken + delivered + discarded), 0) as n from groups'))
      .rows[0].n,
  );
