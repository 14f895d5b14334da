import { SecretBox } from '@ellity/platform';
import { BrokerConnection } from '@ellity/messaging';
import type { Envelope } from '@ellity/contracts';
import type { Config } from './config';

export function aConfig(databaseUrl: string, rabbitUrl: string): Config {
  return {
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'fatal',
    database: { url: databaseUrl, poolSize: 5 },
    messaging: { service: 'webhook-gateway', version: '0.0.0', rabbit: { url: rabbitUrl } },
    hooks: {
      publicUrl: 'https://hooks.shop.example',
      secretBox: new SecretBox(`test:${Buffer.alloc(32, 7).toString('base64')}`),
      hashKey: 'a key of the tests',
    },
    retention: { noticeDays: 90 },
  };
}

/** Everything that is published under the given types from now on, by anybody. */
export async function collectMessages(
  rabbitUrl: string,
  bindings: readonly [exchange: string, type: string][],
) {
  const connection = await BrokerConnection.open(rabbitUrl, 'collector', { reopens: false });
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  for (const [exchange, type] of bindings) await channel.bindQueue(queue, exchange, type);
  const envelopes: Envelope[] = [];
  await channel.consume(
    queue,
    (message) => {
      if (message) envelopes.push(JSON.parse(message.content.toString()) as Envelope);
    },
    { noAck: true },
  );
  return { envelopes, close: () => connection.close() };
}
