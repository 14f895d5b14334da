import type { Lane } from './lanes';

/** The key of an Ecomail account, by keyed hash, and what it allows. Null: not limited at all. */
export interface RateLimitedKey {
  readonly keyHash: string;
  readonly requestsPerMinute: number | null;
}

export interface Granted {
  readonly turns: ReadonlyMap<Lane, number>;
  /** Until more may be granted. */
  readonly waitMs: number;
}

/** A turn was waited for when the process was told to stop; nothing was done. */
export class StoppingError extends Error {}

interface Waiter {
  readonly lane: Lane;
  readonly wanted: number;
  readonly resolve: (granted: number) => void;
  readonly reject: (error: Error) => void;
}

const longestWaitMs = 1_000;

/** Those of this process that wait for turns of a key: one question at a time for all of them, first come first served in each lane. */
export class TurnQueue {
  private waiters: Waiter[] = [];
  private isAsking = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ask: (wanted: ReadonlyMap<Lane, number>) => Promise<Granted>,
    private readonly onEmpty: () => void,
  ) {}

  take(lane: Lane, wanted: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ lane, wanted, resolve, reject });
      if (!this.isAsking && !this.timer) void this.serve();
    });
  }

  /** Sends away whoever gets no turn at once. */
  stop(): void {
    this.isStopped = true;
    if (this.timer) void this.serve();
  }

  /** Never rejects. */
  private async serve(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isAsking = true;
    const wanted = new Map<Lane, number>();
    for (const waiter of this.waiters)
      wanted.set(waiter.lane, (wanted.get(waiter.lane) ?? 0) + waiter.wanted);
    const { turns, waitMs } = await this.ask(wanted).catch(() => ({
      turns: new Map<Lane, number>(),
      waitMs: longestWaitMs,
    }));
    this.isAsking = false;
    this.grant(turns);
    if (this.isStopped) this.sendAway();
    if (this.waiters.length === 0) return this.onEmpty();
    // Those who came during the question are asked for at once.
    const isNew = this.waiters.some(({ lane }) => !wanted.has(lane));
    this.timer = setTimeout(() => void this.serve(), isNew ? 0 : Math.min(waitMs, longestWaitMs));
  }

  private grant(turns: ReadonlyMap<Lane, number>): void {
    const left = new Map(turns);
    this.waiters = this.waiters.filter((waiter) => {
      const granted = Math.min(waiter.wanted, left.get(waiter.lane) ?? 0);
      if (granted === 0) return true;
      left.set(waiter.lane, (left.get(waiter.lane) ?? 0) - granted);
      waiter.resolve(granted);
      return false;
    });
  }

  private sendAway(): void {
    for (const { reject } of this.waiters.splice(0)) reject(new StoppingError('this process is stopping'));
  }
}
