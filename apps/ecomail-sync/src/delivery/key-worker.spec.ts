import { type Done, KeyWorker } from './key-worker';
import { type Line, nameOf } from './schedule';

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
});
