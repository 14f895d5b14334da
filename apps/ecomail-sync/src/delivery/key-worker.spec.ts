import { eventually } from '@ellity/testing';
import { decide, type Done, KeyWorker, KeyWorkers, type Line, nameOf, type WorkerState } from './key-worker';

const credit: Line = { shopId: 'a', kind: 'calls', lane: 'credit' };
const pin: Line = { shopId: 'b', kind: 'calls', lane: 'pin' };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Jobs that end when they are told to. */
function stage(found: () => readonly Line[]) {
  const jobs: { line: Line; end: (done?: Done) => void }[] = [];
  const worker = new KeyWorker({
    find: (shopIds) => Promise.resolve(found().filter(({ shopId }) => shopIds.includes(shopId))),
    run: (line) =>
      new Promise((resolve) => {
        jobs.push({ line, end: (done = { hasMore: false }) => resolve(done) });
      }),
    backsOffUntil: () => 0,
    now: () => 0,
  });
  return { worker, jobs, names: () => jobs.map(({ line }) => nameOf(line)) };
}

describe('a worker', () => {
  it('does what hangs and what does not at the same time, and never two jobs of a line', async () => {
    const { worker, jobs, names } = stage(() => [credit, pin]);
    worker.wake('a');
    worker.wake('b');
    await settled();
    expect(names()).toEqual([nameOf(credit), nameOf(pin)]);
    jobs[1]?.end({ hasMore: true });
    await settled();
    expect(names()).toEqual([nameOf(credit), nameOf(pin), nameOf(pin)]);
  });

  it('lets a line rest as long as its job says, and neither its shop nor a stop', async () => {
    const ofShop: Line = { ...pin, shopId: 'a' };
    const { worker, jobs, names } = stage(() => [ofShop, credit]);
    worker.wake('a');
    await settled();
    jobs[0]?.end({ hasMore: true, rest: { ms: 60_000, isCalledFor: () => true } });
    await settled();
    expect(jobs).toHaveLength(2);
    expect(worker.isIdle).toBe(false);
    jobs[1]?.end({ hasMore: true, rest: { ms: 20, isCalledFor: () => true } });
    await eventually(() => expect(names()).toEqual([nameOf(ofShop), nameOf(credit), nameOf(credit)]));
    jobs[2]?.end();
    await worker.stop();
  });

  it('ends a rest early when nothing calls for it any more', async () => {
    const { worker, jobs } = stage(() => [credit]);
    let isCalledFor = true;
    worker.wake('a');
    await settled();
    jobs[0]?.end({ hasMore: true, rest: { ms: 60_000, isCalledFor: () => isCalledFor } });
    await settled();
    expect(jobs).toHaveLength(1);
    isCalledFor = false;
    await eventually(() => expect(jobs).toHaveLength(2));
    jobs[1]?.end();
    await worker.stop();
  });

  it('looks again after a job when its line was woken meanwhile', async () => {
    const { worker, jobs } = stage(() => [credit]);
    worker.wake('a');
    await settled();
    worker.wake('a');
    await settled();
    expect(jobs).toHaveLength(1);
    jobs[0]?.end();
    await settled();
    expect(jobs).toHaveLength(2);
  });

  it('hears a wake at any moment of its look, also after the last thing that it found', async () => {
    for (let moment = 0; moment < 12; moment += 1) {
      const { worker, names } = stage(() => [credit, pin]);
      worker.wake('a');
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
      worker.wake('b');
      await settled();
      expect(names()).toEqual([nameOf(credit), nameOf(pin)]);
    }
  });

  it('finishes its jobs and their calls when it is stopped and begins no other', async () => {
    const { worker, jobs } = stage(() => [credit]);
    worker.wake('a');
    await settled();
    let isStopped = false;
    const stopped = worker.stop().then(() => (isStopped = true));
    let answer = () => undefined as void;
    jobs[0]?.end({ hasMore: true, underWay: [new Promise<void>((resolve) => (answer = resolve))] });
    await settled();
    expect(isStopped).toBe(false);
    answer();
    await stopped;
    expect(jobs).toHaveLength(1);
    expect(worker.isIdle).toBe(false);
  });

  it('begins the next job of a line while the rest of the one before goes on, and a stop waits for the rest and its calls', async () => {
    const { worker, jobs } = stage(() => [credit]);
    worker.wake('a');
    await settled();
    let goOn: (done: Done) => void = () => undefined;
    let answer = () => undefined as void;
    jobs[0]?.end({ hasMore: true, goesOn: new Promise((resolve) => (goOn = resolve)) });
    await settled();
    expect(jobs).toHaveLength(2);
    jobs[1]?.end();
    let isStopped = false;
    const stopped = worker.stop().then(() => (isStopped = true));
    await settled();
    expect(isStopped).toBe(false);
    goOn({ hasMore: false, underWay: [new Promise<void>((resolve) => (answer = resolve))] });
    await settled();
    expect(isStopped).toBe(false);
    answer();
    await stopped;
  });
});

it('of 1,000 keys that come and go no worker is left, and those that work stay', async () => {
  const ends: (() => void)[] = [];
  const workers = new KeyWorkers((key) => ({
    find: (shopIds) => Promise.resolve(shopIds.map((shopId) => ({ ...credit, shopId }))),
    run: () =>
      new Promise((resolve) => {
        if (key === 'key-7') ends.push(() => resolve({ hasMore: false }));
        else resolve({ hasMore: false });
      }),
    backsOffUntil: () => 0,
    now: () => 0,
  }));
  for (let key = 0; key < 1_000; key += 1) workers.wake(`key-${key}`, `shop-${key}`);
  expect(workers.size).toBe(1_000);
  await settled();
  workers.forgetIdle();
  expect([workers.size, workers.has('key-7')]).toEqual([1, true]);
  for (const end of ends) end();
  await settled();
  workers.forgetIdle();
  expect(workers.size).toBe(0);
});

describe('what begins now', () => {
  const line = (shopId: string, kind: Line['kind'], lane: Line['lane']): Line => ({ shopId, kind, lane });
  const state = (over: Partial<WorkerState> = {}): WorkerState => ({
    running: new Set(),
    backsOffUntil: () => 0,
    lastStart: () => 0,
    now: 1_000,
    jobsMax: 10,
    ...over,
  });
  const profile = line('a', 'writes', 'profile');
  const credit = line('a', 'calls', 'credit');
  const pin = line('a', 'calls', 'pin');

  it('is everything that has work and does not run yet, lanes in their order', () => {
    const decision = decide([profile, credit, pin], state({ running: new Set([nameOf(credit)]) }));
    expect(decision).toEqual({ start: [pin, profile], postponed: [credit] });
  });

  it('never more than a worker may have under way, and the rest is not forgotten', () => {
    const decision = decide([profile, credit, pin], state({ jobsMax: 1 }));
    expect(decision).toEqual({ start: [pin], postponed: [profile, credit] });
    expect(decide([pin], state({ jobsMax: 1, running: new Set([nameOf(profile)]) })).start).toEqual([]);
  });

  it('begins with whoever began longest ago, so that a busy lane or shop keeps nobody out', () => {
    const lastStart = (one: Line) => (one === pin ? 3 : one === credit ? 2 : 1);
    expect(decide([pin, credit, profile], state({ lastStart, jobsMax: 2 })).start).toEqual([profile, credit]);
  });

  it('leaves out what backs off, and nothing else of its shop', () => {
    const notices = line('a', 'notices', 'checks');
    const backsOffUntil = (one: Line) => (one.kind === 'notices' ? 1_001 : 0);
    expect(decide([notices, credit], state({ backsOffUntil }))).toEqual({ start: [credit], postponed: [] });
    expect(decide([notices], state({ backsOffUntil, now: 1_001 })).start).toEqual([notices]);
  });
});
