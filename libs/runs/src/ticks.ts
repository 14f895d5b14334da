import { Repeated } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { WakeQueue } from './wake-queue';

interface Tick {
  readonly round: Repeated;
  /** Of the clock that nobody sets. */
  heardAt: number;
}

/**
 * Work to be looked for every so often: BullMQ's job scheduler tells one process of the service each time. A process
 * that hears nothing for two times as long looks by itself and schedules the tick anew, so nothing depends on what
 * Redis remembers. A handler therefore asks tables for what is due, and is ready to be called by several processes at
 * once; one process calls it one time after another, and once at its start.
 */
@Injectable()
export class Ticks implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('runs');
  private readonly ticks = new Map<string, Tick>();

  constructor(private readonly queue: WakeQueue) {
    queue.onTick((name) => this.heard(name));
  }

  /** To be called before the service begins to work, such as in a constructor. */
  every(name: string, everyMs: number, look: () => Promise<void>): void {
    if (this.ticks.has(name)) throw new TypeError(`there are two ticks ${name}`);
    const tick: Tick = {
      heardAt: -Infinity,
      round: new Repeated(
        2 * everyMs,
        async () => {
          if (performance.now() - tick.heardAt > everyMs) await this.queue.schedule(name, everyMs);
          await look();
        },
        (error) => this.logger.warn({ err: error, tick: name }, 'a tick failed; the next one tries again'),
      ),
    };
    this.ticks.set(name, tick);
  }

  onApplicationBootstrap(): void {
    for (const { round } of this.ticks.values()) void round.now();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.ticks.values()].map(({ round }) => round.stop()));
  }

  /**
   * One that a later or earlier version of the service has scheduled is passed over. Nobody waits for the end of the
   * work: long work would take the place of every other word that this process could hear meanwhile.
   */
  private heard(name: string): void {
    const tick = this.ticks.get(name);
    if (!tick) return;
    tick.heardAt = performance.now();
    void tick.round.now();
  }
}
