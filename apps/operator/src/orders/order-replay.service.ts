import type { AwardCredit, Envelope } from '@ellity/contracts';
import { type BrokerConnection, outgoingOf, type Publisher } from '@ellity/messaging';
import { RefusedError } from '@ellity/platform';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settlements } from './settlements';

const batchSizeMax = 200;
/** Sent and not yet settled; bounds memory, and how far the sender runs ahead. */
const openMax = 20_000;
const pollMs = 20;

export interface OrderReplayOptions {
  readonly ratePerSecond: number | undefined;
  /** How long no answer may come before the run is given up. */
  readonly patienceMs: number;
  readonly onProgress: (sent: number, settled: number) => void;
}

/**
 * Publishes awards in confirmed batches and waits for what became of each. An interrupted run leaves nothing half
 * done: each award is applied or not, and a repeated run sends them all under the same keys.
 */
export class OrderReplay {
  private batch: Envelope<AwardCredit>[] = [];
  private sent = 0;
  private settledBefore = 0;
  private progressAt = Date.now();
  private readonly begunAt = Date.now();
  private readonly batchSize: number;

  constructor(
    private readonly sender: Publisher,
    private readonly answers: BrokerConnection,
    private readonly settlements: Settlements,
    private readonly options: OrderReplayOptions,
  ) {
    const { ratePerSecond = Infinity } = options;
    this.batchSize = Math.max(1, Math.min(batchSizeMax, Math.floor(ratePerSecond / 20)));
  }

  async send(award: Envelope<AwardCredit>): Promise<void> {
    this.batch.push(award);
    if (this.batch.length >= this.batchSize) await this.flush();
  }

  /** Sends what is left and resolves when every award is settled. */
  async finish(): Promise<void> {
    await this.flush();
    await this.untilOpen(0);
  }

  private async flush(): Promise<void> {
    const awards = this.batch;
    this.batch = [];
    if (awards.length === 0) return;
    // The first answers come before the rest is sent: whatever is wrong with all of them shows in a few.
    if (this.settlements.settled === 0) await this.untilOpen(Math.max(0, this.settlements.open - 1));
    await this.untilOpen(openMax - awards.length);
    await this.pace();
    for (const { id } of awards) this.settlements.expect(id);
    await this.sender.publish(awards.map(outgoingOf));
    this.sent += awards.length;
    this.progressAt = Date.now();
    this.options.onProgress(this.sent, this.settlements.settled);
  }

  private async pace(): Promise<void> {
    const { ratePerSecond } = this.options;
    if (ratePerSecond === undefined) return;
    const dueInMs = this.begunAt + (this.sent / ratePerSecond) * 1000 - Date.now();
    if (dueInMs > 0) await delay(dueInMs);
  }

  private async untilOpen(atMost: number): Promise<void> {
    for (;;) {
      const { settled, open, refusals } = this.settlements;
      if (refusals.has('unknown-shop')) {
        throw new RefusedError(
          `There is no shop with this id. Stopped after ${this.sent} awards; none was applied.`,
          404,
        );
      }
      if (open <= atMost) return;
      this.options.onProgress(this.sent, settled);
      if (settled > this.settledBefore) {
        this.settledBefore = settled;
        this.progressAt = Date.now();
      } else if (Date.now() - this.progressAt > this.options.patienceMs) {
        throw new Error(
          `${open} awards are not settled, and no answer came for ${this.options.patienceMs / 1000} s: is loyalty-core running? ` +
            'Repeating this command is harmless. Failed commands are shown by: npm run dlq -- list',
        );
      }
      await Promise.race([delay(pollMs), this.answers.lost]);
    }
  }
}
