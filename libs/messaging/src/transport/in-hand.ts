import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Received } from './batch-runner';

/**
 * What the broker has handed out on one channel and is not acknowledged, in the order in which it came. Several batches
 * may be at work at once; of messages with the same key all at work are in one of them, so that each sees what was
 * committed of those before it.
 */
export class InHand {
  private waiting: Received[] = [];
  private readonly keysAtWork = new Set<string>();
  /** Settled after a message that is not, by the number that the channel gave them. */
  private readonly settled = new Map<number, ConsumeMessage>();
  /** The numbers that are never settled; none before what is acknowledged. */
  private readonly givenBack = new Set<number>();
  private acknowledgedUpTo = 0;
  private whenAdded = () => undefined as void;
  /** Of the bodies of all that was added and is not finished. */
  bytes = 0;

  constructor(readonly channel: ConfirmChannel) {}

  add(received: Received): void {
    this.waiting.push(received);
    this.bytes += received.message.content.byteLength;
    this.whenAdded();
  }

  /** Back to its queue, as if it had not come. */
  giveBack(message: ConsumeMessage): void {
    this.givenBack.add(message.fields.deliveryTag);
    this.channel.nack(message, false, true);
  }

  /** Resolves when so many wait, or after so long. */
  async company(count: number, waitMs: number): Promise<void> {
    if (waitMs === 0 || this.waiting.length >= count) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.whenAdded = () => {
        if (this.waiting.length < count) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.whenAdded = () => undefined;
  }

  /** Of those that are remembered. */
  get givenBackCount(): number {
    return this.givenBack.size;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  /** The next batch: what came first, without what has to wait for a batch at work. `finish` it. */
  take(max: number): Received[] {
    const batch: Received[] = [];
    const rest: Received[] = [];
    let from = 0;
    for (; from < this.waiting.length && batch.length < max; from += 1) {
      const received = this.waiting[from];
      if (received === undefined) continue;
      const isHeld = received.key !== undefined && this.keysAtWork.has(received.key);
      (isHeld ? rest : batch).push(received);
    }
    this.waiting = [...rest, ...this.waiting.slice(from)];
    for (const { key } of batch) if (key !== undefined) this.keysAtWork.add(key);
    return batch;
  }

  finish(batch: readonly Received[]): void {
    for (const { key, message } of batch) {
      if (key !== undefined) this.keysAtWork.delete(key);
      this.bytes -= message.content.byteLength;
    }
  }

  /** In one go for all up to the first that is not settled; what comes after that one waits for it. */
  acknowledge(batch: readonly Received[]): void {
    for (const { message } of batch) this.settled.set(message.fields.deliveryTag, message);
    let last: ConsumeMessage | undefined;
    for (;;) {
      const next = this.settled.get(this.acknowledgedUpTo + 1);
      if (!next && !this.givenBack.delete(this.acknowledgedUpTo + 1)) break;
      last = next ?? last;
      this.acknowledgedUpTo += 1;
      this.settled.delete(this.acknowledgedUpTo);
    }
    if (last) this.channel.ack(last, true);
  }

  /** In one go for all up to this one, where nothing of it was taken out of its order. */
  acknowledgeUpTo(last: ConsumeMessage): void {
    for (const tag of this.givenBack) if (tag <= last.fields.deliveryTag) this.givenBack.delete(tag);
    this.channel.ack(last, true);
  }

  /**
   * Whatever is settled and waited for others, which are given back: nothing is at work, and nothing more is taken. Of
   * hundreds of single acknowledgements before the end of a channel a quorum queue loses some.
   */
  acknowledgeRest(): void {
    const last = [...this.settled.values()].reduce<ConsumeMessage | undefined>(later, undefined);
    if (!last) return;
    for (const { message } of this.waiting) {
      if (message.fields.deliveryTag < last.fields.deliveryTag) this.channel.nack(message, false, true);
    }
    this.channel.ack(last, true);
    this.settled.clear();
  }
}

const later = (one: ConsumeMessage | undefined, other: ConsumeMessage): ConsumeMessage =>
  one && one.fields.deliveryTag > other.fields.deliveryTag ? one : other;
