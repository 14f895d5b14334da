/** The receiver to compare with: amqplib alone, prefetch 200; reads the JSON and acknowledges each message. */
import { amqp, begin } from './parts.mjs';

const { RABBITMQ_URL, QUEUE } = process.env;
const connection = await amqp.connect(RABBITMQ_URL);
const channel = await connection.createChannel();
await channel.prefetch(200);

await begin();
await channel.consume(QUEUE, (message) => {
  JSON.parse(message.content.toString());
  channel.ack(message);
});
