import { contentType, type Envelope, findContract } from '@ellity/contracts';
import type { ConfirmChannel, Options } from 'amqplib';
import { BrokerSilentError } from './broker-errors';
import type { BrokerConnection } from './connection';
import { dropConnection, type KeptChannel } from './kept-channel';

/** A message as it leaves: an empty exchange with a queue's name as routing key sends to that queue alone. */
export interface Outgoing {
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly options: Options.Publish;
}

/**
 * Confirms come within milliseconds, or within seconds while a queue of a cluster has no leader. A node that is cut off from
 * the others confirms nothing for as long as that lasts, and answers heartbeats all the while.
 */
const confirmTimeoutMs = 30_000;

/**
 * Publishes with confirms. When `publish` resolves, the broker has stored every message; when it rejects, each may
 * or may not have been stored, and publishing all of them again is the right thing to do (receivers deduplicate).
 */
export class Publisher {
  private readonly channel: KeptChannel;

  constructor(
    connection: BrokerConnection,
    private readonly timeoutMs = confirmTimeoutMs,
  ) {
    this.channel = connection.keepChannel(connection.reopens ? () => connection.checkShared() : undefined);
  }

  /** Why nothing can be published now, in the broker's words; undefined while it can, or was never tried. */
  get problem(): string | undefined {
    return this.channel.failure?.message;
  }

  /** Resolves when the broker can be reached, at once or later. */
  async ready(): Promise<void> {
    await this.channel.open();
  }

  async publish(messages: readonly Outgoing[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      await publishConfirmed(await this.channel.open(), messages, this.timeoutMs);
    } catch (error) {
      throw error instanceof BrokerSilentError ? error : (this.channel.failure ?? error);
    }
  }
}

/**
 * All at once, then one wait for all confirms: many times faster than waiting for each. When they stay away for
 * `timeoutMs`, the connection is dropped, so that the next one is made elsewhere where the broker is a cluster.
 */
export function publishConfirmed(
  channel: ConfirmChannel,
  messages: readonly Outgoing[],
  timeoutMs = confirmTimeoutMs,
): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  return new Promise<void>((resolve, reject) => {
    late = setTimeout(() => {
      const reason = new BrokerSilentError(`RabbitMQ stored nothing that was sent for ${timeoutMs / 1000} s`);
      reject(reason);
      dropConnection(channel, reason);
    }, timeoutMs);
    let waiting = messages.length;
    const fail = (error: unknown) =>
      reject(error instanceof Error ? error : new Error('the broker refused a message'));
    const settle = (error: unknown) => {
      if (error) fail(error);
      else if (--waiting === 0) resolve();
    };
    try {
      for (const { exchange, routingKey, body, options } of messages) {
        channel.publish(exchange, routingKey, body, options, settle);
      }
    } catch (error) {
      fail(error);
    }
  }).finally(() => clearTimeout(late));
}

/** How an envelope goes to the exchange of its type: persistent, routing key equal to the type, vouched for by the broker. */
export function outgoingOf(envelope: Envelope): Outgoing {
  const contract = findContract(envelope.type);
  if (!contract) throw new TypeError(`message type ${envelope.type} is not in the contracts`);
  const { type, id, source } = envelope;
  return outgoing({
    exchange: contract.exchange,
    type,
    messageId: id,
    source,
    body: JSON.stringify(envelope),
  });
}

export interface StoredMessage {
  readonly exchange: string;
  readonly type: string;
  readonly messageId: string;
  /** The publishing service, which is also its RabbitMQ user: the broker refuses any other. */
  readonly source: string;
  readonly body: string;
}

export function outgoing({ exchange, type, messageId, source, body }: StoredMessage): Outgoing {
  return {
    exchange,
    routingKey: type,
    body: Buffer.from(body),
    options: { persistent: true, contentType, messageId, type, userId: source },
  };
}
