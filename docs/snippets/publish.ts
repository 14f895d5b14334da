import { connect } from 'amqplib'; // npm install amqplib uuid
import { v7 as uuidv7 } from 'uuid';

async function publish(url: string, exchange: string, type: string, about: object, data: object) {
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  const userId = new URL(url).username; // equal to `source`: the broker compares it with the connection's user
  const [id, time] = [uuidv7(), new Date().toISOString()];
  const message = { specversion: '1.0', id, source: userId, type, time, ...about, data };
  const options = { persistent: true, contentType: 'application/cloudevents+json', messageId: id, userId };
  channel.publish(exchange, type, Buffer.from(JSON.stringify(message)), options);
  await channel.waitForConfirms(); // now the broker keeps it; after an error publish again with the same id
  await connection.close();
  console.log('published', type, id);
}

const { COMMAND_URL = '', EVENT_URL = '' } = process.env; // amqp://shop-adapter:…, amqp://loyalty-core:…
const award = { email: 'jana@shop.test', amount: '10.00', reason: 'order', idempotencyKey: 'order-4711' };
await publish(COMMAND_URL, 'loyalty.commands', 'loyalty.AwardCredit.v1', { shopid: 'demo' }, award);

const subject = '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01'; // the customer
const about = { shopid: 'example', subject, sequence: `${Date.now()}000` };
const warning = { amount: '10.00', expiresOn: '2027-12-31', leadDays: 14 };
await publish(EVENT_URL, 'loyalty.events', 'loyalty.CreditsExpiring.v1', about, warning);
