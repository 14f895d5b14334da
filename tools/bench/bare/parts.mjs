/** What the bare programs are made of, and how they meet the bench: a line when ready, a line when to begin. */
import { once } from 'node:events';
import { createRequire } from 'node:module';

export const require = createRequire(new URL('../../../libs/messaging/package.json', import.meta.url));
export const amqp = require('amqplib');
export const pg = require('pg');

export const announceReady = () => process.stdout.write('ready\n');

/** Resolves when the bench says so. */
export async function begin() {
  announceReady();
  await once(process.stdin, 'data');
}

/** Prefetch 200, one batch after the other of whatever waits, one acknowledgement for each after its commit. */
export async function consumeBatches({ RABBITMQ_URL, QUEUE }, apply) {
  const connection = await amqp.connect(RABBITMQ_URL);
  const channel = await connection.createChannel();
  await channel.prefetch(200);
  let waiting = [];
  let isBusy = false;
  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await apply(batch);
      channel.ack(batch.at(-1), true);
    }
    isBusy = false;
  };
  await channel.consume(QUEUE, (message) => {
    waiting.push(message);
    if (isBusy) return;
    isBusy = true;
    setImmediate(drain);
  });
}
