import { eventually, FakeClock, TestStack } from '@ellity/testing';
import { Clock } from '@ellity/platform';
import { Redis } from 'ioredis';
import type { Config } from '../config';
import { type Lane, laneShares } from './lanes';
import { rateOf } from './rate';
import { type RateLimitedKey, RateLimiterService, StoppingError } from './rate-limiter.service';

let stack: TestStack;
const open: RateLimiterService[] = [];
beforeAll(async () => {
  stack = await TestStack.create();
});
afterAll(async () => {
  for (const limiter of open) {
    limiter.onModuleDestroy();
    await limiter.onApplicationShutdown();
  }
  await stack.close();
});

function aLimiter(clock = new Clock(), url = stack.redisUrl): RateLimiterService {
  const limiter = new RateLimiterService({ redis: { url, prefix: stack.redisPrefix } } as Config, clock);
  open.push(limiter);
  return limiter;
}

/** Fills the burst of a key: a key that was never used has none. */
async function rested(keyHash: string): Promise<void> {
  await withRedis((redis) => redis.hset(stateOf(keyHash), 'at', 0));
}

const stateOf = (keyHash: string) => `${stack.redisPrefix}rate:${keyHash}`;

async function withRedis(act: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(stack.redisUrl);
  await act(redis);
  await redis.quit();
}

/** Lanes in the order in which calls may be made, and when, by as many takers as there are limiters. */
async function turns(
  limiters: readonly RateLimiterService[],
  key: RateLimitedKey,
  count: number,
  lanes: readonly Lane[] = ['credit'],
) {
  const taken: { at: number; lane: Lane }[] = [];
  await Promise.all(
    limiters.flatMap((limiter) =>
      lanes.map(async (lane) => {
        while (taken.length < count) {
          const granted = await limiter.take(key, lane, 3);
          for (let turn = 0; turn < granted; turn += 1) taken.push({ at: Date.now(), lane });
        }
      }),
    ),
  );
  return taken.slice(0, count);
}

const countOf = (taken: readonly { lane: Lane }[], lane: Lane) =>
  taken.filter((turn) => turn.lane === lane).length;

it('two processes together keep below the rate of their key', async () => {
  const key = { keyHash: 'shared', requestsPerMinute: 6_000 };
  await rested('shared');
  const begun = Date.now();
  const times = (await turns([aLimiter(), aLimiter()], key, 150)).map(({ at }) => at);
  const { intervalMs, toleranceMs } = rateOf(key.requestsPerMinute);
  const mostIn = (windowMs: number) =>
    Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
  // A process that is held up notes the turns it was granted last, three at most, later than it got them.
  const notedLate = 2 * 3;
  expect(mostIn(500)).toBeLessThanOrEqual((500 + toleranceMs) / intervalMs + notedLate);
  const clockNoiseMs = 5;
  expect(Math.max(...times) - begun).toBeGreaterThanOrEqual(149 * intervalMs - toleranceMs - clockNoiseMs);
});

it('lanes that all want turns get their shares, none of them nothing, in one process and in two', async () => {
  for (const limiters of [[aLimiter()], [aLimiter(), aLimiter()]]) {
    const key = { keyHash: `lanes-${limiters.length}`, requestsPerMinute: 30_000 };
    const taken = await turns(limiters, key, 400, ['pin', 'credit', 'expiry']);
    const all = laneShares.pin + laneShares.credit + laneShares.expiry;
    for (const lane of ['pin', 'credit', 'expiry'] as const)
      expect(countOf(taken, lane) / taken.length).toBeGreaterThan((0.6 * laneShares[lane]) / all);
    expect(countOf(taken, 'pin')).toBeGreaterThan(countOf(taken, 'credit'));
    expect(countOf(taken, 'credit')).toBeGreaterThan(countOf(taken, 'expiry'));
  }
});

it('a lane that waits in one process has its turn before a greedy lane of another', async () => {
  const key = { keyHash: 'greedy', requestsPerMinute: 600 };
  const [greedy, other] = [aLimiter(), aLimiter()];
  let taken = 0;
  let isOver = false;
  const crowd = Promise.all(
    Array.from({ length: 20 }, async () => {
      while (!isOver) taken += await greedy.take(key, 'credit', 10);
    }),
  );
  await eventually(() => expect(taken).toBeGreaterThan(2));
  const [before, asked] = [taken, Date.now()];
  await other.take(key, 'pin');
  // Turns that were saved up while the machine stood still come on top, a burst at most.
  const { intervalMs, toleranceMs } = rateOf(key.requestsPerMinute);
  const saved = Math.min(Date.now() - asked, toleranceMs) / intervalMs;
  expect(taken - before).toBeLessThanOrEqual(5 + saved);
  isOver = true;
  greedy.onModuleDestroy();
  await crowd.catch(() => undefined);
});

it('what a lane leaves is lent to those that want more', async () => {
  const key = { keyHash: 'lent', requestsPerMinute: 30_000 };
  const { intervalMs } = rateOf(key.requestsPerMinute);
  await withRedis((redis) => redis.hset(stateOf('lent'), 'w:pin', Date.now() + 300, 'v:pin', 0));
  const begun = Date.now();
  expect(countOf(await turns([aLimiter()], key, 300, ['export']), 'export')).toBe(300);
  expect(Date.now() - begun).toBeLessThan(300 * intervalMs + 20_000);
});

it('keys do not wait for each other', async () => {
  const limiter = aLimiter();
  await rested('slow');
  const slow = { keyHash: 'slow', requestsPerMinute: 1 };
  await limiter.take(slow, 'credit');
  await rested('other');
  const begun = Date.now();
  await limiter.take({ keyHash: 'other', requestsPerMinute: 1 }, 'credit');
  expect(Date.now() - begun).toBeLessThan(30_000);
});

it('a key that was told to pause is not used by any process until then, limited or not', async () => {
  const [told, other] = [aLimiter(), aLimiter()];
  const key = { keyHash: 'blocked', requestsPerMinute: 60_000 };
  const begun = Date.now();
  await told.block(key, 700);
  await other.take(key, 'pin');
  await told.take({ ...key, requestsPerMinute: null }, 'pin');
  expect(Date.now() - begun).toBeGreaterThanOrEqual(690);
});

it('a key without a limit is never waited for', async () => {
  const key = { keyHash: 'free', requestsPerMinute: null };
  const begun = Date.now();
  expect(await turns([aLimiter()], key, 2_000)).toHaveLength(2_000);
  expect(Date.now() - begun).toBeLessThan(30_000);
});

it('a Redis that is away counts as a spent minute and stops nobody for good', async () => {
  const clock = new FakeClock();
  const limiter = aLimiter(clock, 'redis://127.0.0.1:9');
  const key = { keyHash: 'alone', requestsPerMinute: 1_000 };
  await limiter.block(key, 1);
  let granted = 0;
  const taking = limiter.take(key, 'credit').then((turn) => (granted += turn));
  clock.advance(59_000);
  await expect(eventually(() => expect(granted).toBe(1), { timeoutMs: 1_500 })).rejects.toThrow();
  clock.advance(1_001);
  await taking;
  expect(granted).toBe(1);
});

it('a Redis that forgot counts as a spent burst, for processes that know nothing as well', async () => {
  const key = { keyHash: 'forgotten', requestsPerMinute: 600 };
  await rested('forgotten');
  const begun = Date.now();
  let taken = await aLimiter().take(key, 'credit', 100);
  for (let flush = 0; flush < 3; flush += 1) {
    await withRedis((redis) => redis.del(stateOf('forgotten')));
    taken += await aLimiter().take(key, 'credit', 100);
  }
  const { intervalMs, toleranceMs } = rateOf(key.requestsPerMinute);
  const clockNoiseMs = 5;
  expect(Date.now() - begun).toBeGreaterThanOrEqual(taken * intervalMs - toleranceMs - clockNoiseMs);
});

const hourAhead = Date.now() + 3_600_000;
it.each([
  ['its turns', { at: hourAhead }],
  ['its block', { at: hourAhead, blocked: hourAhead, longest: 200, 'w:pin': hourAhead }],
])('a state an hour ahead is dropped, and nobody hands it back once it is gone: %s', async (what, state) => {
  const key = { keyHash: `ahead-${what}`, requestsPerMinute: 6_000 };
  const limiter = aLimiter();
  await withRedis((redis) => redis.hset(stateOf(key.keyHash), state));
  const begun = Date.now();
  await limiter.take(key, 'credit');
  await withRedis((redis) => redis.del(stateOf(key.keyHash)));
  await limiter.take(key, 'credit');
  expect(Date.now() - begun).toBeLessThan(30_000);
});

it('who waits for a turn is sent away when the process stops', async () => {
  const limiter = aLimiter();
  const key = { keyHash: 'stopping', requestsPerMinute: 1 };
  const waiting = limiter.take(key, 'credit');
  limiter.onModuleDestroy();
  await expect(waiting).rejects.toThrow(StoppingError);
});
