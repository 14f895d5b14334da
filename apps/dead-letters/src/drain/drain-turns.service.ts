import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { type Config, configToken } from '../config';
import { DrainPace } from './drain-pace';

/**
 * One batch at a time, of however many queues, in the order in which they asked: none waits longer than for a batch of
 * each other. In a storm others are given way to, between batches; whoever stops the service does not wait for that.
 */
@Injectable()
export class DrainTurnsService implements OnModuleDestroy {
  private readonly pace: DrainPace;
  private readonly stopping = new AbortController();
  private last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(configToken) config: Config) {
    this.pace = new DrainPace(config.letters.drainRestMsMax);
  }

  /** Before anything waits for the batches at work. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  async inTurn(batch: () => Promise<void>, letters: number): Promise<void> {
    const mine = this.last.then(() => this.timed(batch, letters));
    this.last = mine.then(
      (restMs) => this.rest(restMs),
      () => undefined,
    );
    await mine;
  }

  private async timed(batch: () => Promise<void>, letters: number): Promise<number> {
    const begun = performance.now();
    await batch();
    return this.pace.restMs(letters, performance.now() - begun);
  }

  private async rest(restMs: number): Promise<void> {
    if (restMs === 0) return;
    await delay(restMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
