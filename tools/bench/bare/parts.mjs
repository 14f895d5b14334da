/** What the bare programs are made of, and how they meet the bench: a line when ready, a line when to begin. */
import { once } from 'node:events';
import { createRequire } from 'node:module';

export const require = createRequire(new URL('../../../libs/messaging/package.json', import.meta.url));
export const amqp = require('amqplib');
export const pg = require('pg');

const batchSizeMax = 100;

export const announceReady = () => process.stdout.write('ready\n');

/** Resolves when the bench says so. */
export async function begin() {
  announceReady();
  await once(process.stdin, 'data');
}

/** Prefetch 200, batches of at most 100, as many at once as there are; each message is acknowledged after its commit. */
export async function consumeBatches({ RABBITMQ_URL, QUEUE }, apply) {
  const connection = await amqp.connect(RABBITMQ_URL);
  const channel = await connection.createChannel();
  await channel.prefetch(200);
  const waiting = [];
  const take = () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchSizeMax);
      void apply(batch).then(() => batch.forEach((message) => channel.ack(message)));
    }
  };
  await channel.consume(QUEUE, (message) => {
    if (waiting.push(message) === 1) setImmediate(take);
  });
}
