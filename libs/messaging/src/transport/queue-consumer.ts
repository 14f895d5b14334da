import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { BrokerConnection } from '../broker/connection';
import { type Outgoing, publishConfirmed } from '../broker/publisher';
import { type Binding, assertQueue } from '../topology';
import type { BatchRunner, Outcome } from './batch-runner';
import { afterFailure, outcomeName, type OutcomeName, reportOf, type ServiceIdentity } from './settlement';

export interface ConsumerOptions {
  readonly batchSizeMax: number;
  /** How long the first message of an idle queue waits for company. A busy queue fills batches by itself. */
  readonly batchWaitMs: number;
  /** Unsettled messages the broker hands out at once. */
  readonly prefetch: number;
  readonly retryDelaysMs: readonly number[];
}

/** One subscription on one channel; delivery tags die with the channel. */
interface Subscription {
  readonly channel: ConfirmChannel;
  readonly waiting: ConsumeMessage[];
  consumerTag: string;
  isOpen: boolean;
}

/** Reads one queue in batches, settles each message exactly once per delivery, survives lost channels. */
export class QueueConsumer {
  private readonly logger = new Logger('consumer');
  private readonly subscriptions = new Set<Subscription>();
  private working: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly queue: string,
    private readonly bindings: readonly Binding[],
    private readonly runner: BatchRunner,
    private readonly options: ConsumerOptions,
    private readonly identity: ServiceIdentity,
    private readonly onSettled: (
      message: ConsumeMessage,
      outcome: Outcome,
      name: OutcomeName,
      queue: string,
    ) => void,
  ) {}

  /** Resolves when messages are being delivered for the first time. */
  async start(connection: BrokerConnection): Promise<void> {
    await connection.keepChannel((channel) => this.subscribe(channel)).open();
  }

  /** Takes no new messages and resolves when those in work are settled. What waits goes back to the queue. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const subscription of this.subscriptions) {
      await subscription.channel.cancel(subscription.consumerTag).catch(() => undefined);
    }
    await this.working;
  }

  private async subscribe(channel: ConfirmChannel): Promise<void> {
    await assertQueue(channel, this.queue, this.bindings, this.options.retryDelaysMs);
    await channel.prefetch(this.options.prefetch);
    const subscription: Subscription = { channel, waiting: [], consumerTag: '', isOpen: true };
    channel.once('close', () => {
      subscription.isOpen = false;
      this.subscriptions.delete(subscription);
    });
    if (this.isStopping) return;
    this.subscriptions.add(subscription);
    const { consumerTag } = await channel.consume(this.queue, (message) => {
      if (message) this.receive(subscription, message);
      else channel.emit('error', new Error(`the broker cancelled the subscription to ${this.queue}`));
    });
    subscription.consumerTag = consumerTag;
  }

  private receive(subscription: Subscription, message: ConsumeMessage): void {
    subscription.waiting.push(message);
    if (subscription.waiting.length > 1) return;
    this.working = this.working.then(() => this.drain(subscription));
  }

  /** Batches run one after another, so that one acknowledgement covers each. */
  private async drain(subscription: Subscription): Promise<void> {
    const { waiting } = subscription;
    if (waiting.length < this.options.batchSizeMax) {
      await new Promise((resolve) => setTimeout(resolve, this.options.batchWaitMs));
    }
    while (waiting.length > 0 && subscription.isOpen && !this.isStopping) {
      const batch = waiting.slice(0, this.options.batchSizeMax);
      try {
        await this.settle(subscription, batch, await this.runner.run(batch));
      } catch (error) {
        this.logger.warn(
          `${this.queue}: a batch stays unsettled and will come again: ${(error as Error).message}`,
        );
        if (subscription.isOpen) await subscription.channel.close().catch(() => undefined);
        return;
      }
      waiting.splice(0, batch.length);
    }
  }

  /** Failed messages are first stored where they go, and replays reported, confirmed; then the whole batch is acknowledged. */
  private async settle(
    { channel, isOpen }: Subscription,
    batch: readonly ConsumeMessage[],
    outcomes: ReadonlyMap<ConsumeMessage, Outcome>,
  ): Promise<void> {
    if (!isOpen) return;
    const { retryDelaysMs } = this.options;
    const outgoing: Outgoing[] = [];
    for (const [message, outcome] of outcomes) {
      if (outcome.kind === 'failed') {
        outgoing.push(afterFailure(message, this.queue, outcome.failure, retryDelaysMs, this.identity));
      }
      const report = reportOf(message, this.queue, outcome, retryDelaysMs, this.identity);
      if (report) outgoing.push(report);
    }
    if (outgoing.length > 0) await publishConfirmed(channel, outgoing);
    const last = batch.at(-1);
    if (last) channel.ack(last, true);
    for (const [message, outcome] of outcomes) {
      this.onSettled(message, outcome, outcomeName(message, outcome, retryDelaysMs), this.queue);
    }
  }
}
