import { Clock } from '@ellity/platform';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { type Config, configToken } from '../config';
import { paceOf, paceScript } from './pace';

/** The key of an Ecomail account, by keyed hash, and what it allows. Null: not paced at all. */
export interface PacedKey {
  readonly keyHash: string;
  readonly requestsPerMinute: number | null;
}

/** A turn was waited for when the process was told to stop; nothing was done. */
export class StoppingError extends Error {}

/**
 * Keeps every process together below the limit of an API key: GCRA with a small burst. Steady rate and burst
 * together stay within the limit, so that it holds for fixed and for sliding minutes alike.
 *
 * The state is one time per key. Each process remembers the last one it saw and hands it in again, so that a Redis
 * that forgot is told; while Redis is away the last minute counts as spent and this process paces itself alone.
 */
@Injectable()
export class PacerService implements OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger('pacer');
  private readonly redis: Redis;
  private readonly lastSeen = new Map<string, number>();
  private isAway = false;
  private isStopped = false;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.redis = new Redis(config.redis.url, {
      connectionName: 'ecomail-sync',
      maxRetriesPerRequest: 1,
      enableOfflineQueue: true,
      commandTimeout: 1_000,
    });
    this.redis.on('error', () => undefined);
  }

  /** Waits until at least one call may be made and takes up to `wanted`; the caller makes them at once. */
  async take(key: PacedKey, wanted = 1): Promise<number> {
    for (;;) {
      const { granted, waitMs } = await this.tryTake(key, wanted);
      if (granted > 0) return granted;
      if (this.isStopped) throw new StoppingError('this process is stopping');
      await delay(Math.min(waitMs, longestWaitMs));
    }
  }

  /** Nobody uses the key for a while: what a 429 with Retry-After asks for. */
  async block(key: PacedKey, forMs: number): Promise<void> {
    const paced = { ...key, requestsPerMinute: key.requestsPerMinute ?? 1_000 };
    const { toleranceMs } = paceOf(paced.requestsPerMinute);
    await this.run(paced, 0, Math.ceil(forMs + toleranceMs));
  }

  /** Whoever waits for a turn is sent away; calls under way go on. */
  onModuleDestroy(): void {
    this.isStopped = true;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.redis.quit().catch(() => this.redis.disconnect());
  }

  private async tryTake(key: PacedKey, wanted: number): Promise<{ granted: number; waitMs: number }> {
    if (
      key.requestsPerMinute === null &&
      (this.lastSeen.get(key.keyHash) ?? 0) < this.clock.now().getTime()
    ) {
      return { granted: wanted, waitMs: 0 };
    }
    return this.run({ ...key, requestsPerMinute: key.requestsPerMinute ?? 60_000 }, wanted, 0);
  }

  /** Takes `wanted` from the key's pace after pushing it `aheadMs` into the future. */
  private async run(key: { keyHash: string; requestsPerMinute: number }, wanted: number, aheadMs: number) {
    const { intervalMs, toleranceMs } = paceOf(key.requestsPerMinute);
    if (this.isAway && this.redis.status !== 'ready')
      return this.runAlone(key.keyHash, wanted, intervalMs, aheadMs);
    try {
      const answer = (await this.redis.eval(
        paceScript,
        1,
        `${this.config.redis.prefix}pace:${key.keyHash}`,
        wanted,
        intervalMs,
        toleranceMs,
        this.lastSeen.get(key.keyHash) ?? 0,
        aheadMs,
      )) as [number, number, number];
      this.isAway = false;
      this.lastSeen.set(key.keyHash, answer[2]);
      return { granted: answer[0], waitMs: answer[1] };
    } catch (error) {
      if (!this.isAway) this.spendMinute(error);
      return this.runAlone(key.keyHash, wanted, intervalMs, aheadMs);
    }
  }

  private spendMinute(error: unknown): void {
    this.isAway = true;
    this.logger.warn(
      { err: error },
      'Redis is away: every key waits a minute, then this process paces alone',
    );
    const after = this.clock.now().getTime() + minuteMs;
    for (const [hash, at] of this.lastSeen) this.lastSeen.set(hash, Math.max(at, after));
  }

  /** One call per interval, without a burst. A key that was not seen before waits its minute as well. */
  private runAlone(keyHash: string, wanted: number, intervalMs: number, aheadMs: number) {
    const now = this.clock.now().getTime();
    const at = Math.max(this.lastSeen.get(keyHash) ?? now + minuteMs, aheadMs > 0 ? now + aheadMs : 0);
    if (at > now || wanted === 0) {
      this.lastSeen.set(keyHash, at);
      return { granted: 0, waitMs: Math.max(at - now, intervalMs) };
    }
    this.lastSeen.set(keyHash, now + intervalMs);
    return { granted: 1, waitMs: 0 };
  }
}

const longestWaitMs = 1_000;
const minuteMs = 60_000;
