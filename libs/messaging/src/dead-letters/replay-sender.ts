import type { Message } from 'amqplib';
import type { BrokerConnection } from '../broker/connection';
import type { KeptChannel } from '../broker/kept-channel';
import { type Outgoing, publishConfirmed } from '../broker/publisher';
import { headerNames } from '../transport/own-headers';

/**
 * Sends stored letters back. The broker confirms also what it stored nowhere, because the queue is gone; that it hands
 * back first, and the sender is told which these are.
 */
export class ReplaySender {
  private readonly handedBack = new Set<string>();
  private readonly channel: KeptChannel;

  constructor(connection: BrokerConnection) {
    this.channel = connection.keepChannel(async (channel) => {
      channel.on('return', (message: Message) => {
        const id = replayIdOf(message.properties);
        if (id !== undefined) this.handedBack.add(id);
      });
    });
  }

  /** Resolves with the replay ids of those that no queue took. When it rejects, each may or may not have been stored. */
  async send(messages: readonly Outgoing[]): Promise<ReadonlySet<string>> {
    const mandatory = messages.map((message) => ({
      ...message,
      options: { ...message.options, mandatory: true },
    }));
    if (mandatory.length > 0) await publishConfirmed(await this.channel.open(), mandatory);
    const ids = messages.map(({ options }) => replayIdOf(options)).filter((id) => id !== undefined);
    return new Set(ids.filter((id) => this.handedBack.delete(id)));
  }
}

function replayIdOf({ headers }: { readonly headers?: unknown }): string | undefined {
  const id = (headers as Readonly<Record<string, unknown>> | undefined)?.[headerNames.replayId];
  return typeof id === 'string' ? id : undefined;
}
