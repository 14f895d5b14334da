import { keyedHash, Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { type Config, configToken } from '../config';
import { RedisService } from './redis.service';
import { accountOf, networkOf } from './attempt-keys';
import { sessionsUnavailable } from './sessions.service';

const quarterSeconds = 900;
const hourSeconds = 3600;

/** Attempts within how many seconds; `pair` is of one account from one address. */
const limits = {
  pair: { points: 5, duration: quarterSeconds },
  account: { points: 30, duration: quarterSeconds },
  address: { points: 60, duration: quarterSeconds },
  forgotten: { points: 3, duration: hourSeconds },
  askedFor: { points: 30, duration: hourSeconds },
} as const;
type Limit = keyof typeof limits;

/**
 * Guessing passwords is slow: few attempts for an account from one address, more from all together, so that a stranger
 * cannot easily lock somebody out: what one address is refused counts for nobody else. An attempt counts when it begins,
 * so that many at once are no way around it. Redis holds hashes only.
 */
@Injectable()
export class ThrottleService {
  private readonly limiters: Readonly<Record<Limit, RateLimiterRedis>>;

  constructor(
    redis: RedisService,
    @Inject(configToken) private readonly config: Pick<Config, 'hashKey' | 'redis'>,
  ) {
    const limiter = (limit: Limit) =>
      new RateLimiterRedis({
        storeClient: redis.client,
        keyPrefix: `${config.redis.prefix}attempts:${limit}`,
        ...limits[limit],
      });
    this.limiters = {
      pair: limiter('pair'),
      account: limiter('account'),
      address: limiter('address'),
      forgotten: limiter('forgotten'),
      askedFor: limiter('askedFor'),
    };
  }

  /** Counts an attempt. Throws Problem 429 with Retry-After. */
  async attempt(email: string, address: string, response: Response): Promise<void> {
    await this.demand('address', this.keyOf(networkOf(address)), response);
    await this.demand('pair', this.pairOf(email, address), response);
    await this.demand('account', this.keyOf(accountOf(email)), response);
  }

  /** The attempt was no guess: it counts no more, and the earlier ones of this pair neither. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.limiters.pair.delete(this.pairOf(email, address));
    await this.limiters.account.reward(this.keyOf(accountOf(email)));
    await this.limiters.address.reward(this.keyOf(networkOf(address)));
  }

  /** Whether an e-mail may be asked for; too many from one address are refused, too many for one account are not sent. */
  async mayMail(email: string, address: string, response: Response): Promise<boolean> {
    await this.demand('askedFor', this.keyOf(networkOf(address)), response);
    return (await this.left('forgotten', this.keyOf(accountOf(email)))) === undefined;
  }

  private async demand(limit: Limit, key: string, response: Response): Promise<void> {
    const waitMs = await this.left(limit, key);
    if (waitMs === undefined) return;
    response.setHeader('retry-after', String(Math.max(1, Math.ceil(waitMs / 1000))));
    throw tooMany(Math.max(1, Math.ceil(waitMs / 60_000)));
  }

  /** Takes a point; undefined: there was one. Otherwise in how many ms there is one again. */
  private async left(limit: Limit, key: string): Promise<number | undefined> {
    try {
      await this.limiters[limit].consume(key);
      return undefined;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      throw sessionsUnavailable(refusal);
    }
  }

  private pairOf(email: string, address: string): string {
    return this.keyOf(accountOf(email), networkOf(address));
  }

  private keyOf(...parts: readonly string[]): string {
    return keyedHash(this.config.hashKey, 'console-attempts', ...parts);
  }
}

const tooMany = (minutes: number): Problem =>
  new Problem(429, 'too-many-attempts', `Too many attempts: try again in ${minutes} min.`, [], {
    cs: `Příliš mnoho pokusů. Zkuste to znovu za ${minutes} min.`,
    en: `Too many attempts. Try again in ${minutes} min.`,
  });
