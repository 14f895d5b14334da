/** The message that all figures move: a change of credit, about 700 bytes. */
import { require } from './workplace.mjs';

const { compose, CreditChanged } = require('@ellity/contracts');
const { BrokerConnection, Publisher } = require('@ellity/messaging');

const startMicroseconds = Date.now() * 1000 - 1_000_000_000;

/** Customers take turns, but not in the order in which they came. */
const stride = 7_919;

/** The index-th change of a loyalty programme with so many customers. */
export function aCreditChanged(index, customers = 1_000_000) {
  const customer = (index * stride) % customers;
  const subject = `0199f3c1-7b1a-7c3e-9a55-${String(customer).padStart(12, '0')}`;
  const entryId = `0199f3c1-7b1b-7c3e-9a55-${String(index).padStart(12, '0')}`;
  const data = {
    balance: '150.00',
    change: { amount: '150.00', reason: 'order', entryId, reference: String(index) },
    nextExpiration: { date: '2027-11-23', amount: '150.00' },
    changedAt: new Date().toISOString(),
    announce: true,
  };
  const sequence = String(startMicroseconds + index);
  return compose(CreditChanged, data, { source: 'loyalty-core', shopId: 'demo', subject, sequence });
}

/** Publishes so many, in batches of 1,000; `outgoingAt(index)` is what the publisher is given. */
export async function publishAll(rabbitUrl, count, outgoingAt) {
  const connection = await BrokerConnection.open(rabbitUrl, 'bench');
  const publisher = new Publisher(connection);
  for (let from = 0; from < count; from += 1_000) {
    const size = Math.min(1_000, count - from);
    await publisher.publish(Array.from({ length: size }, (_, index) => outgoingAt(from + index)));
  }
  await connection.close();
}
