import { type ChannelModel, connect } from 'amqplib';
import { withoutDelay } from './connection';

const connectTimeoutMs = 5_000;

/** RabbitMQ cannot be used from here; the text says where, as whom and why, and never the password. */
export class BrokerUnreachableError extends Error {
  readonly code = 'messaging.broker-unreachable';
  readonly retryable = true;
}

/**
 * A connection for tools: it is not reopened, since a person waits for the answer.
 * `name` is shown in RabbitMQ's management pages. Rejects with BrokerUnreachableError.
 */
export async function connectOnce(url: string, name: string): Promise<ChannelModel> {
  try {
    const clientProperties = { connection_name: name };
    return await connect(url, { ...withoutDelay, timeout: connectTimeoutMs, clientProperties });
  } catch (cause) {
    const { host, username, pathname } = new URL(url);
    const { code = '', message = '' } = cause as { code?: string; message?: string };
    const why = /ACCESS.REFUSED/.test(message)
      ? `refuses the user ${username}`
      : /NOT_ALLOWED|vhost/i.test(message)
        ? `does not let ${username} into the vhost ${pathname.slice(1)}`
        : `does not answer (${code || message || 'no reason given'}); does the system run?`;
    throw new BrokerUnreachableError(`RabbitMQ at ${host} ${why}`, { cause });
  }
}
