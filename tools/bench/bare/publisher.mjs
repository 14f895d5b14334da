/** The publisher to compare with: amqplib alone, 500 messages at once, then one wait for all confirms. */
import { amqp, begin } from './parts.mjs';
import { aCreditChanged } from '../messages.mjs';

const { RABBITMQ_URL, MESSAGES } = process.env;
const connection = await amqp.connect(RABBITMQ_URL);
const channel = await connection.createConfirmChannel();
const envelopes = Array.from({ length: 500 }, (_, index) => aCreditChanged(index));

await begin();
for (let sent = 0; sent < Number(MESSAGES); sent += envelopes.length) {
  for (const envelope of envelopes) {
    channel.publish('loyalty.events', envelope.type, Buffer.from(JSON.stringify(envelope)), {
      persistent: true,
    });
  }
  await channel.waitForConfirms();
}
await connection.close();
