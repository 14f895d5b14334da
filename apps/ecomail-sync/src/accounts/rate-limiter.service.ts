import { Clock } from '@ellity/platform';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type Config, configToken } from '../config';
import { noteTurns } from './call-metrics';
import { type Lane, lanes, laneShares } from './lanes';
import { rateOf, rateScript, usedInLastMinute } from './rate';
import { type Granted, type RateLimitedKey, TurnQueue } from './turn-queue';

export { type RateLimitedKey, StoppingError } from './turn-queue';

/** Longer waits than an hour are not believed, whoever asks for them. */
const blockMaxMs = 3_600_000;
const minuteMs = 60_000;

/** What this process knows of a key by itself, in ms of a clock that nobody sets. */
interface KeyMemory {
  /** Ecomail asked this process to leave the key alone until then. */
  blockedUntil: number;
  /** While Redis is away: the earliest next call. */
  aloneAt: number;
}

/**
 * Keeps every process together below the limit of an API key, and shares its turns among the lanes: one script in
 * Redis, see `rateScript`. Steady rate and burst together stay within the limit, so that it holds for fixed and for
 * sliding minutes alike.
 *
 * A Redis that lost its state counts as a spent burst. While Redis is away the last minute counts as spent, and this
 * process paces itself alone. Processes hand nothing back to Redis but what Ecomail itself asked them to wait.
 */
@Injectable()
export class RateLimiterService implements OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger('rate-limiter');
  private readonly redis: Redis;
  private readonly queues = new Map<string, TurnQueue>();
  private readonly memories = new Map<string, KeyMemory>();
  private awaySince: number | undefined;
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

  /** Waits until at least one call may be made in this lane, and takes up to `wanted`; the caller makes them at once. */
  async take(key: RateLimitedKey, lane: Lane, wanted = 1): Promise<number> {
    const name = `${key.keyHash}|${key.requestsPerMinute}`;
    const queue =
      this.queues.get(name) ??
      new TurnQueue(
        (asked) => this.ask(key, asked),
        () => this.queues.delete(name),
      );
    this.queues.set(name, queue);
    if (this.isStopped) queue.stop();
    const granted = await queue.take(lane, wanted);
    if (key.requestsPerMinute !== null) noteTurns(key.keyHash, key.requestsPerMinute, granted);
    return granted;
  }

  /** Nobody uses the key for a while: what a 429 with Retry-After asks for. */
  async block(key: RateLimitedKey, forMs: number): Promise<void> {
    const memory = this.memoryOf(key.keyHash);
    const until = this.clock.elapsedMs() + Math.min(forMs, blockMaxMs);
    memory.blockedUntil = Math.max(memory.blockedUntil, until);
    await this.ask(key, new Map());
  }

  /** About how many calls all processes together made with the key in the last minute; null while Redis is away. */
  async used({ keyHash }: RateLimitedKey): Promise<number | null> {
    try {
      const [minute, used, before] = await this.redis.hmget(
        this.nameOf(keyHash),
        ...['minute', 'used', 'before'],
      );
      const [seconds, micros] = await this.redis.time();
      const nowMs = Number(seconds) * 1_000 + Number(micros) / 1_000;
      return usedInLastMinute(
        { minute: Number(minute ?? 0), used: Number(used ?? 0), before: Number(before ?? 0) },
        nowMs,
      );
    } catch {
      return null;
    }
  }

  private nameOf(keyHash: string): string {
    return `${this.config.redis.prefix}rate:${keyHash}`;
  }

  /** Whoever waits for a turn is sent away; calls under way go on. */
  onModuleDestroy(): void {
    this.isStopped = true;
    for (const queue of this.queues.values()) queue.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.redis.quit().catch(() => this.redis.disconnect());
  }

  private async ask(key: RateLimitedKey, asked: ReadonlyMap<Lane, number>): Promise<Granted> {
    const blockedMs = Math.max(0, this.memoryOf(key.keyHash).blockedUntil - this.clock.elapsedMs());
    if (key.requestsPerMinute === null && asked.size > 0)
      return blockedMs > 0 ? { turns: new Map(), waitMs: blockedMs } : { turns: asked, waitMs: 0 };
    const { intervalMs, toleranceMs } = rateOf(key.requestsPerMinute ?? 60_000);
    if (this.awaySince !== undefined && this.redis.status !== 'ready')
      return this.askAlone(key.keyHash, asked, intervalMs, blockedMs);
    try {
      const names = [...asked.keys()];
      const [waitMs, , ...turns] = (await this.redis.eval(
        rateScript,
        1,
        this.nameOf(key.keyHash),
        ...[intervalMs, toleranceMs, Math.ceil(blockedMs)],
        ...names.flatMap((lane) => [lane, laneShares[lane], asked.get(lane) ?? 0]),
      )) as number[];
      this.awaySince = undefined;
      return {
        turns: new Map(names.map((lane, index) => [lane, turns[index] ?? 0])),
        waitMs: waitMs ?? intervalMs,
      };
    } catch (error) {
      this.noticeAway(error);
      return this.askAlone(key.keyHash, asked, intervalMs, blockedMs);
    }
  }

  private noticeAway(error: unknown): void {
    if (this.awaySince !== undefined) return;
    this.awaySince = this.clock.elapsedMs();
    for (const memory of this.memories.values()) memory.aloneAt = 0;
    this.logger.warn(
      { err: error },
      'Redis is away: every key waits a minute, then this process paces alone',
    );
  }

  /** After a minute one call per interval, without a burst, to the lane that is first by its share. */
  private askAlone(
    keyHash: string,
    asked: ReadonlyMap<Lane, number>,
    intervalMs: number,
    blockedMs: number,
  ): Granted {
    const now = this.clock.elapsedMs();
    const memory = this.memoryOf(keyHash);
    const at = Math.max(memory.aloneAt, (this.awaySince ?? now) + minuteMs, now + blockedMs);
    const lane = lanes.find((one) => (asked.get(one) ?? 0) > 0);
    if (at > now || lane === undefined) return { turns: new Map(), waitMs: Math.max(at - now, intervalMs) };
    memory.aloneAt = now + intervalMs;
    return { turns: new Map([[lane, 1]]), waitMs: intervalMs };
  }

  private memoryOf(keyHash: string): KeyMemory {
    const known = this.memories.get(keyHash);
    if (known) return known;
    this.forgetThePast();
    const memory = { blockedUntil: 0, aloneAt: 0 };
    this.memories.set(keyHash, memory);
    return memory;
  }

  /** What lies in the past says nothing any more; so keys that were only tried once do not stay. */
  private forgetThePast(): void {
    if (this.memories.size < 500) return;
    const now = this.clock.elapsedMs();
    for (const [hash, { blockedUntil, aloneAt }] of this.memories)
      if (Math.max(blockedUntil, aloneAt) < now) this.memories.delete(hash);
  }
}
