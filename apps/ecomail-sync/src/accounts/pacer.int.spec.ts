import { eventually, FakeClock, TestStack } from '@ellity/testing';
import { Clock } from '@ellity/platform';
import { Redis } from 'ioredis';
import type { Config } from '../config';
import { paceOf } from './pace';
import { PacerService } from './pacer.service';

let stack: TestStack;
const open: PacerService[] = [];
beforeAll(async () => {
  stack = await TestStack.create();
});
afterAll(async () => {
  for (const pacer of open) {
    pacer.onModuleDestroy();
    await pacer.onApplicationShutdown();
  }
  await stack.close();
});

function aPacer(clock = new Clock(), url = stack.redisUrl): PacerService {
  const pacer = new PacerService({ redis: { url, prefix: stack.redisPrefix } } as Config, clock);
  open.push(pacer);
  return pacer;
}

/** Times at which calls may be made, by as many takers as there are pacers. */
async function turns(
  pacers: readonly PacerService[],
  key: Parameters<PacerService['take']>[0],
  count: number,
) {
  const times: number[] = [];
  await Promise.all(
    pacers.map(async (pacer) => {
      while (times.length < count) {
        const granted = await pacer.take(key, 3);
        for (let turn = 0; turn < granted; turn += 1) times.push(Date.now());
      }
    }),
  );
  return times.slice(0, count);
}

it('two processes together keep below the rate of their key', async () => {
  const key = { keyHash: 'shared', requestsPerMinute: 6_000 };
  const begun = Date.now();
  const times = await turns([aPacer(), aPacer()], key, 150);
  const { intervalMs, toleranceMs } = paceOf(key.requestsPerMinute);
  const mostIn = (windowMs: number) =>
    Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
  // A process that is held up notes the turns it was granted last, three at most, later than it got them.
  const notedLate = 2 * 3;
  expect(mostIn(500)).toBeLessThanOrEqual((500 + toleranceMs) / intervalMs + notedLate);
  const clockNoiseMs = 5;
  expect(Math.max(...times) - begun).toBeGreaterThanOrEqual(149 * intervalMs - toleranceMs - clockNoiseMs);
});

it('keys do not wait for each other', async () => {
  const pacer = aPacer();
  const slow = { keyHash: 'slow', requestsPerMinute: 1 };
  await pacer.take(slow);
  const begun = Date.now();
  await pacer.take({ keyHash: 'other', requestsPerMinute: 1 });
  expect(Date.now() - begun).toBeLessThan(30_000);
});

it('a key that was told to pause is not used by any process until then, paced or not', async () => {
  const [told, other] = [aPacer(), aPacer()];
  const key = { keyHash: 'blocked', requestsPerMinute: 60_000 };
  const begun = Date.now();
  await told.block(key, 700);
  await other.take(key);
  await told.take({ ...key, requestsPerMinute: null });
  expect(Date.now() - begun).toBeGreaterThanOrEqual(690);
});

it('a key without a limit is never waited for', async () => {
  const key = { keyHash: 'free', requestsPerMinute: null };
  const begun = Date.now();
  expect(await turns([aPacer()], key, 2_000)).toHaveLength(2_000);
  expect(Date.now() - begun).toBeLessThan(30_000);
});

it('a Redis that is away counts as a spent minute and stops nobody for good', async () => {
  const clock = new FakeClock();
  const pacer = aPacer(clock, 'redis://127.0.0.1:9');
  const key = { keyHash: 'alone', requestsPerMinute: 1_000 };
  await pacer.block(key, 1);
  let granted = 0;
  const taking = pacer.take(key).then((turn) => (granted += turn));
  clock.advance(59_000);
  await expect(eventually(() => expect(granted).toBe(1), { timeoutMs: 1_500 })).rejects.toThrow();
  clock.advance(1_001);
  await taking;
  expect(granted).toBe(1);
});

it('a Redis that forgot is told what this process remembers', async () => {
  const pacer = aPacer();
  const key = { keyHash: 'forgotten', requestsPerMinute: 60 };
  const begun = Date.now();
  const burst = await pacer.take(key, 100);
  const redis = new Redis(stack.redisUrl);
  expect(await redis.del(`${stack.redisPrefix}pace:forgotten`)).toBe(1);
  await redis.quit();
  await pacer.take(key);
  const { intervalMs, toleranceMs } = paceOf(key.requestsPerMinute);
  const clockNoiseMs = 5;
  expect(Date.now() - begun).toBeGreaterThanOrEqual((burst + 1) * intervalMs - toleranceMs - clockNoiseMs);
});
