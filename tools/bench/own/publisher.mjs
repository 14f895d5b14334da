/** The publisher of libs/messaging: the same 500 messages, with everything that an envelope carries. */
import { begin, require } from '../bare/parts.mjs';
import { aCreditChanged } from '../messages.mjs';

const { BrokerConnection, outgoingOf, Publisher } = require('@ellity/messaging');

const { RABBITMQ_URL, MESSAGES } = process.env;
const connection = await BrokerConnection.open(RABBITMQ_URL, 'bench');
const publisher = new Publisher(connection);
const envelopes = Array.from({ length: 500 }, (_, index) => aCreditChanged(index));
await publisher.publish([]);

await begin();
for (let sent = 0; sent < Number(MESSAGES); sent += envelopes.length) {
  await publisher.publish(envelopes.map(outgoingOf));
}
await connection.close();
