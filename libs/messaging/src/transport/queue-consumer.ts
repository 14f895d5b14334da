import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib';
import type { BrokerConnection } from '../broker/connection';
import { closeQuietly, dropConnection, type KeptChannel } from '../broker/kept-channel';
import { Reach } from '../broker/reach';
import type { Outcome, Received } from './batch-runner';
import { deliveriesOf, suspectDeliveries } from './deliveries';
import { InHand } from './in-hand';
import type { Settler } from './settler';

export interface ConsumerOptions {
  readonly batchSizeMax: number;
  /** How long the first message of an idle queue waits for company. A busy queue fills batches by itself. */
  readonly batchWaitMs: number;
  /** How long a batch after another waits to be full, in a queue for which many at once matter more than time. */
  readonly fillWaitMs: number;
  /** Unsettled messages the broker hands out at once. */
  readonly prefetch: number;
  /** How many bytes of bodies may be in hand; a message that is larger alone is taken alone. */
  readonly bytesMax: number;
  /** Transactions of the queue at once; see `Consumer`. */
  readonly batchesAtOnce: number;
}

/**
 * A node that is cut off from its cluster keeps a subscription of which the queue knows nothing, and says of the queue that
 * nobody reads it. So does every node for the moment in which a queue elects its leader, hence twice.
 */
const lookEveryMs = 10_000;
const unreadLooksMax = 2;

/** What works on the messages of a queue. */
export interface Runner {
  /** Called as a message arrives; must not throw. */
  read(message: ConsumeMessage): Received;
  /** Resolves with one committed outcome per message, or rejects when nothing was committed. */
  run(received: readonly Received[]): Promise<Map<ConsumeMessage, Outcome>>;
}

/** One subscription on one channel; delivery tags die with the channel. */
interface Subscription {
  readonly channel: ConfirmChannel;
  readonly hand: InHand;
  readonly reach: Reach;
  consumerTag: string;
  isOpen: boolean;
  /** Is being made once more, for another number of messages at once. */
  isChanging: boolean;
}

/**
 * Reads one queue in batches, has each message settled once per delivery, survives lost channels. Where several batches
 * are at work at once, messages with the same key keep their order. Begins with one message at a time for as long as the
 * queue hands out suspects, so that a message that crashes its consumer takes no healthy ones along to the delivery limit,
 * where there is one.
 */
export class QueueConsumer {
  private readonly logger = new Logger('consumer');
  private readonly subscriptions = new Set<Subscription>();
  private beginning: Promise<void> = Promise.resolve();
  /** Each works on one batch after another, for as long as there are any. */
  private readonly lines = new Set<Promise<void>>();
  private channel: KeptChannel | undefined;
  private isStopping = false;

  constructor(
    private readonly queue: string,
    private readonly declare: (channel: ConfirmChannel) => Promise<void>,
    private readonly runner: Runner,
    private readonly settler: Settler,
    private readonly options: ConsumerOptions,
  ) {}

  /** Resolves when the queue is declared and bound; messages are delivered from then on. */
  async start(connection: BrokerConnection): Promise<void> {
    this.channel = connection.keepChannel((channel) => this.subscribe(channel));
    await this.channel.open();
  }

  /** Why nobody reads the queue here, in the broker's words where it refused; undefined while it is read. */
  get problem(): string | undefined {
    if ([...this.subscriptions].some(({ consumerTag }) => consumerTag !== '')) return undefined;
    return `${this.queue} is not read: ${this.channel?.failure?.message ?? 'the subscription is being made'}`;
  }

  /** Takes no new messages and resolves when those in work are settled. What waits goes back to the queue. */
  async stop(): Promise<void> {
    if (!this.isStopping) {
      this.isStopping = true;
      for (const { channel, consumerTag } of this.subscriptions) {
        if (consumerTag !== '') await channel.cancel(consumerTag).catch(() => undefined);
      }
    }
    await this.ended();
    for (const { hand, isOpen } of this.subscriptions) if (isOpen) hand.acknowledgeRest();
  }

  /** Stops, and gives its channel up: the queue is read here no more. */
  async end(): Promise<void> {
    await this.stop();
    await this.channel?.end();
  }

  private async subscribe(channel: ConfirmChannel): Promise<void> {
    await this.declare(channel);
    const { prefetch, bytesMax } = this.options;
    const subscription: Subscription = {
      channel,
      hand: new InHand(channel),
      reach: new Reach(prefetch, bytesMax),
      consumerTag: '',
      isOpen: true,
      isChanging: false,
    };
    channel.once('close', () => {
      subscription.isOpen = false;
      this.subscriptions.delete(subscription);
    });
    if (this.isStopping) return;
    this.subscriptions.add(subscription);
    this.beginning = this.ended().then(() => this.begin(subscription));
  }

  private async begin(subscription: Subscription): Promise<void> {
    const { channel } = subscription;
    try {
      let isSuspect = this.settler.givesUp;
      while (isSuspect && this.isReceiving(subscription)) {
        const message = await channel.get(this.queue);
        if (!message) break;
        isSuspect = deliveriesOf(message) >= suspectDeliveries;
        subscription.hand.add(this.runner.read(asConsumed(message)));
        await this.work(subscription, subscription.hand.take(1));
      }
      if (!this.isReceiving(subscription)) return;
      await this.consume(subscription);
      this.watch(subscription);
    } catch (error) {
      await this.reopen(subscription, (error as Error).message);
    }
  }

  private async consume(subscription: Subscription): Promise<void> {
    const { channel, reach } = subscription;
    await channel.prefetch(reach.ask());
    const { consumerTag } = await channel.consume(this.queue, (message) => {
      if (!message) return void this.reopen(subscription, 'the broker cancelled the subscription');
      // What comes together with the answer to this call is received before it resolves.
      subscription.consumerTag = message.fields.consumerTag;
      this.receive(subscription, message);
    });
    subscription.consumerTag = consumerTag;
  }

  /**
   * Has the broker hand out another number of messages at once, which it takes of a new subscription only. What it has
   * handed out of the old one is worked on first.
   */
  private async change(subscription: Subscription): Promise<void> {
    if (subscription.isChanging) return;
    subscription.isChanging = true;
    try {
      await subscription.channel.cancel(subscription.consumerTag);
      await Promise.all(this.lines);
      if (this.isReceiving(subscription)) await this.consume(subscription);
    } catch (error) {
      await this.reopen(subscription, (error as Error).message);
    } finally {
      subscription.isChanging = false;
    }
  }

  /** Drops the connection when the broker says that nobody reads the queue: the next one is made elsewhere in the cluster. */
  private watch(subscription: Subscription): void {
    const { channel } = subscription;
    let unreadLooks = 0;
    const look = async () => {
      if (!this.isReceiving(subscription) || subscription.isChanging) return;
      const { consumerCount } = await channel.checkQueue(this.queue);
      unreadLooks = consumerCount > 0 ? 0 : unreadLooks + 1;
      if (unreadLooks < unreadLooksMax || !this.isReceiving(subscription)) return;
      dropConnection(channel, new Error(`${this.queue} is not read, says the node: it may be cut off`));
    };
    const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
    channel.once('close', () => clearInterval(timer));
  }

  /** Nothing that was received is in work any more. */
  private async ended(): Promise<void> {
    await this.beginning;
    await Promise.all(this.lines);
  }

  /**
   * A batch begins beside another one only when it would be full: fewer messages rather wait for company. What there is no
   * room for goes back to the queue at once, and is not handed out again before there is.
   */
  private receive(subscription: Subscription, message: ConsumeMessage): void {
    const { hand, reach } = subscription;
    const isTaken = reach.takes(message.content.byteLength, hand.bytes);
    if (!isTaken || !reach.isAsAsked) void this.change(subscription);
    if (!isTaken) return hand.giveBack(message);
    hand.add(this.runner.read(message));
    const { batchesAtOnce, batchSizeMax } = this.options;
    if (this.lines.size >= batchesAtOnce) return;
    if (this.lines.size > 0 && hand.waitingCount < batchSizeMax) return;
    const line: Promise<void> = this.drain(subscription).finally(() => this.lines.delete(line));
    this.lines.add(line);
  }

  private async drain(subscription: Subscription): Promise<void> {
    const { hand } = subscription;
    const { batchSizeMax, batchWaitMs, fillWaitMs } = this.options;
    if (hand.waitingCount < batchSizeMax) await new Promise((resolve) => setTimeout(resolve, batchWaitMs));
    try {
      while (this.isReceiving(subscription)) {
        const batch = hand.take(batchSizeMax);
        if (batch.length === 0) return;
        await this.work(subscription, batch);
        if (!subscription.isChanging) await hand.company(this.fullBatch(subscription), fillWaitMs);
      }
    } catch (error) {
      await this.reopen(subscription, (error as Error).message);
    }
  }

  private fullBatch({ reach }: Subscription): number {
    return Math.min(this.options.batchSizeMax, Math.ceil(reach.messages / 2));
  }

  private async work(subscription: Subscription, batch: readonly Received[]): Promise<void> {
    const { hand } = subscription;
    const givenUp: [ConsumeMessage, Outcome][] = [];
    const healthy: Received[] = [];
    for (const received of batch) {
      const failure = this.settler.givenUp(received.message);
      if (failure) givenUp.push([received.message, { kind: 'failed', failure }]);
      else healthy.push(received);
    }
    let outcomes: Map<ConsumeMessage, Outcome>;
    try {
      outcomes = await this.runner.run(healthy);
    } finally {
      hand.finish(batch);
    }
    for (const [message, outcome] of givenUp) outcomes.set(message, outcome);
    if (subscription.isOpen) await this.settler.settle(hand, batch, outcomes);
  }

  private isReceiving(subscription: Subscription): boolean {
    return subscription.isOpen && !this.isStopping;
  }

  /** What is unsettled goes back to the queue, and a new channel takes over. */
  private async reopen({ channel, isOpen }: Subscription, reason: string): Promise<void> {
    this.logger.warn(`${this.queue}: what is unsettled will come again: ${reason}`);
    if (isOpen) await closeQuietly(channel);
  }
}

/** A fetched message has no consumer tag; nobody here asks for it. */
const asConsumed = (message: GetMessage): ConsumeMessage => ({
  ...message,
  fields: { ...message.fields, consumerTag: '' },
});
