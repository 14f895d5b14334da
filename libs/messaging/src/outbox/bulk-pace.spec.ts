import { BulkPace } from './bulk-pace';

describe('what runs write in bulk is told', () => {
  /** Batches of 50 ms one after another, as soon as each is due, until so much time is over; how many. */
  const batchesOf = (
    pace: BulkPace,
    from: number,
    until: number,
    newestAt: (at: number) => bigint,
  ): number => {
    let at = from;
    let batches = 0;
    while (at < until) {
      pace.told({ beganAt: at, endedAt: at + 50, newestId: newestAt(at) });
      batches += 1;
      at = at + 50 + Math.max(0, pace.restLeft(at + 50));
    }
    return batches;
  };

  it('a fifth of the time while a run goes on writing', () => {
    expect(batchesOf(new BulkPace(), 0, 10_000, (at) => BigInt(Math.floor(at / 500)))).toBe(40);
  });

  it('all the time a second after the last was written, by a run that is over or hangs', () => {
    const pace = new BulkPace();
    batchesOf(pace, 0, 2_000, () => 7n);
    expect(batchesOf(pace, 2_000, 3_000, () => 7n)).toBe(20);
    expect(batchesOf(pace, 3_000, 4_000, () => 8n)).toBe(4);
  });

  it('at once when nothing was told before, and after a second at the latest, however slow the broker', () => {
    const pace = new BulkPace();
    expect(pace.restLeft(5)).toBeLessThanOrEqual(0);
    pace.told({ beganAt: 0, endedAt: 20_000, newestId: 1n });
    expect(pace.restLeft(20_000)).toBe(1_000);
  });
});
