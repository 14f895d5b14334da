import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerConnection } from '../broker/connection';
import { type Outgoing, publishConfirmed } from '../broker/publisher';
import type { Failure } from '../errors';
import { undeliveredQueueOf } from '../topology';
import type { Outcome } from './batch-runner';
import type { OnSettled } from './queue-consumer';
import { afterFailure, headerNames, reportOf, sentBack, type ServiceIdentity } from './settlement';

const prefetch = 100;

/**
 * Looks after what the broker itself took out of a queue. A message that was delivered too often without a settlement
 * is mostly healthy: its consumer crashed over another one, or for reasons of its own. It is sent back once, and
 * marked; the second time it becomes a dead letter, with the reason, like everything else here.
 */
export class Undelivered {
  private readonly logger = new Logger('consumer');
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly queue: string,
    private readonly identity: ServiceIdentity,
    /** Sending back waits until this process has proved that it does not crash at once. */
    private readonly afterMs: number,
    private readonly onSettled: OnSettled,
  ) {}

  /** Resolves at once. Needs the queue to be declared. */
  start(connection: BrokerConnection): void {
    const startsAt = Date.now() + this.afterMs;
    connection.keepChannel(async (channel) => {
      await delay(Math.max(0, startsAt - Date.now()), undefined, {
        signal: this.stopping.signal,
        ref: false,
      }).catch(() => undefined);
      if (!this.stopping.signal.aborted) await this.subscribe(channel);
    });
  }

  /** Resolves when the message in hand is stored where it goes. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async subscribe(channel: ConfirmChannel): Promise<void> {
    await channel.prefetch(prefetch);
    await channel.consume(undeliveredQueueOf(this.queue), (message) => {
      this.working = this.working.then(() => this.moveOn(channel, message));
    });
  }

  private async moveOn(channel: ConfirmChannel, message: ConsumeMessage | null): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      if (!message) throw new Error('the broker cancelled the subscription');
      await publishConfirmed(channel, this.nextOf(message));
      channel.ack(message);
    } catch (error) {
      this.logger.warn(
        `${this.queue}: undelivered messages stay where they are: ${(error as Error).message}`,
      );
      await channel.close().catch(() => undefined);
    }
  }

  /** Taken from here only when stored there: a crash may double it, which its receiver notices. */
  private nextOf(message: ConsumeMessage): Outgoing[] {
    const reason = reasonOf(message);
    const isSentBack = message.properties.headers?.[headerNames.sentBack] !== undefined;
    if (reason === 'delivery_limit' && !isSentBack) {
      this.logger.warn(`${this.queue}: sending back a message whose consumer crashed again and again`);
      return [sentBack(message, this.queue, this.identity.service)];
    }
    const outcome: Outcome = { kind: 'failed', failure: failures[reason] ?? removed };
    this.onSettled(message, outcome, 'failed', this.queue);
    const report = reportOf(message, this.queue, outcome, [], this.identity);
    const dead = afterFailure(message, this.queue, outcome.failure, [], this.identity);
    return report ? [dead, report] : [dead];
  }
}

const removed: Failure = {
  code: 'removed-by-broker',
  message: 'the broker took it out of its queue',
  isRetryable: false,
};
const failures: Readonly<Record<string, Failure>> = {
  delivery_limit: {
    code: 'delivery-limit',
    message: 'delivered again and again without a settlement: its consumer crashed each time',
    isRetryable: false,
  },
  expired: {
    code: 'expired',
    message: 'its sender let it expire (AMQP property expiration) before it was received',
    isRetryable: false,
  },
};

/** Why the broker took it out: the newest entry of its own record, since an older one may tell of a retry. */
function reasonOf(message: ConsumeMessage): string {
  const [newest] = (message.properties.headers?.['x-death'] ?? []) as { reason?: string }[];
  return newest?.reason ?? 'unknown';
}
