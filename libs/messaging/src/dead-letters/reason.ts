import { shortenAddresses } from '@ellity/platform';
import type { GetMessage } from 'amqplib';
import { headerNames, ownHeadersOf } from '../transport/own-headers';
import { deathIn } from './death';

/** Why a message is a dead letter, or unrouted: code and text. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/**
 * As the failing service noted it, or the broker; undefined `failingQueue` stands for `unrouted`. What a sender wrote
 * into headers of these names is not believed: a letter that neither of the two accounts for has the code
 * `put-by-hand`.
 */
export function reasonOf(message: GetMessage, failingQueue: string | undefined): Reason {
  const { exchange, routingKey } = message.fields;
  if (failingQueue === undefined) {
    const text = `no queue is bound to ${exchange || 'the exchange'} for ${routingKey}`;
    return { code: 'unrouted', message: text };
  }
  const headers = ownHeadersOf(message, failingQueue.split('.', 1)[0]);
  const code = headers[headerNames.errorCode];
  if (typeof code === 'string' && code !== '') {
    const text = headers[headerNames.errorMessage];
    return { code, message: shortenAddresses(typeof text === 'string' ? text : '') };
  }
  const death = deathIn(message, failingQueue);
  if (death?.reason === 'delivery_limit') return { code: 'delivery-limit', message: deliveryLimitText };
  if (death?.reason === 'expired')
    return { code: 'expired', message: 'nobody read it in the time its sender set' };
  if (death) return { code: 'removed-by-broker', message: `the broker dead-lettered it: ${death.reason}` };
  return { code: 'put-by-hand', message: 'neither a service nor the broker has put it here' };
}

const deliveryLimitText = 'delivered again and again without a settlement: its consumer crashed each time';
