import { KeyWorker } from './key-worker';

/** A cycle that ends when it is told to. */
function steppedCycle() {
  const ends: ((hasMore: boolean) => void)[] = [];
  let atOnce = 0;
  let most = 0;
  const cycle = async (): Promise<boolean> => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    const hasMore = await new Promise<boolean>((resolve) => ends.push(resolve));
    atOnce -= 1;
    return hasMore;
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { cycle, ends, most: () => most, settled };
}

describe('a worker', () => {
  it('runs again when it is woken during a cycle, and never two cycles at a time', async () => {
    const { cycle, ends, most, settled } = steppedCycle();
    const worker = new KeyWorker(cycle);
    worker.wake();
    worker.wake();
    worker.wake();
    ends[0]?.(false);
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.(false);
    await settled();
    expect(ends).toHaveLength(2);
    expect(most()).toBe(1);
  });

  it('goes on while there is more', async () => {
    const { cycle, ends, settled } = steppedCycle();
    new KeyWorker(cycle).wake();
    ends[0]?.(true);
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.(false);
  });

  it('finishes its cycle when it is stopped and begins no other', async () => {
    const { cycle, ends, settled } = steppedCycle();
    const worker = new KeyWorker(cycle);
    worker.wake();
    const stopped = worker.stop();
    worker.wake();
    ends[0]?.(true);
    await stopped;
    await settled();
    expect(ends).toHaveLength(1);
  });
});
