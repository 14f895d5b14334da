import { Wakes } from './wakes';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Keys by shop; `others`: keys that another process holds. */
function stage(keys: Readonly<Record<string, string>>, others = new Set<string>()) {
  const held = new Set<string>();
  const woken: string[] = [];
  const errors: unknown[] = [];
  let lookUps = 0;
  let isAway = false;
  const wakes = new Wakes({
    keysOf: async (shopIds) => {
      lookUps += 1;
      if (isAway) throw new Error('the database is away');
      return shopIds.flatMap((shopId) => (keys[shopId] ? [{ shopId, keyHash: keys[shopId] }] : []));
    },
    holds: (keyHash) => held.has(keyHash),
    acquire: async (keyHash) => !others.has(keyHash) && Boolean(held.add(keyHash)),
    wakeWorker: (_keyHash, shopId) => woken.push(shopId),
    onError: (error) => errors.push(error),
  });
  return {
    ...{ wakes, woken, errors, held },
    lookUps: () => lookUps,
    setAway: (away: boolean) => (isAway = away),
  };
}

describe('a wake', () => {
  it('reaches the worker of a shop that was never seen, without a poll, and from then on at once', async () => {
    const { wakes, woken, lookUps } = stage({ a: 'key' });
    wakes.wake('a');
    await settled();
    expect(woken).toEqual(['a']);
    wakes.wake('a');
    expect(woken).toEqual(['a', 'a']);
    expect(lookUps()).toBe(1);
  });

  it('takes a key that is not held yet, or not any more', async () => {
    const { wakes, woken, held } = stage({ a: 'key' });
    wakes.wake('a');
    await settled();
    held.clear();
    wakes.wake('a');
    await settled();
    expect(woken).toEqual(['a', 'a']);
    expect(held.has('key')).toBe(true);
  });

  it('is not lost at any moment of a look for others', async () => {
    for (let moment = 0; moment < 12; moment += 1) {
      const { wakes, woken } = stage({ a: 'key', b: 'other-key' });
      wakes.wake('a');
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
      wakes.wake('b');
      await settled();
      expect(woken.sort()).toEqual(['a', 'b']);
    }
  });

  it('of a key that another process holds is left to it, and asked for again after a poll only', async () => {
    const others = new Set(['key']);
    const { wakes, woken, lookUps } = stage({ a: 'key' }, others);
    wakes.wake('a');
    await settled();
    others.clear();
    wakes.wake('a');
    await settled();
    expect(woken).toEqual([]);
    expect(lookUps()).toBe(1);
    await wakes.found([]);
    wakes.wake('a');
    await settled();
    expect(woken).toEqual(['a']);
  });

  it('of a shop without an active connection asks once and reaches nobody', async () => {
    const { wakes, woken, lookUps } = stage({});
    wakes.wake('gone');
    wakes.wake('gone');
    await settled();
    expect(woken).toEqual([]);
    expect(lookUps()).toBeLessThanOrEqual(2);
  });

  it('that meets a failure is said, and the next one is heard', async () => {
    const { wakes, woken, errors, setAway } = stage({ a: 'key' });
    setAway(true);
    wakes.wake('a');
    await settled();
    expect(errors).toHaveLength(1);
    setAway(false);
    wakes.wake('a');
    await settled();
    expect(woken).toEqual(['a']);
  });
});
