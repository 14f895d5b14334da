import { CallWindow, Gathered, Overlapping } from './shop-calls';

describe('the calls of a shop under way', () => {
  it('become more with every success, so that slow answers and a few that hang do not hold up the rest', () => {
    const window = new CallWindow();
    const before = window.room;
    for (let call = 0; call < 1_000; call += 1) {
      if (call % 100 === 0) expect(window.failed()).toBe(false);
      window.succeeded();
    }
    expect(window.room).toBeGreaterThan(4 * before);
    expect(window.room).toBeLessThan(200);
    expect(window.isUntroubled).toBe(true);
  });

  it('become one after a streak of failures, which is said, and is remembered until it is over', () => {
    const window = new CallWindow();
    expect([window.failed(), window.failed(), window.failed()]).toEqual([false, false, true]);
    expect(window.room).toBe(1);
    window.succeeded();
    expect(window.failed()).toBe(false);
    for (let call = 0; call < 18; call += 1) window.succeeded();
    expect(window.isUntroubled).toBe(true);
    window.failed();
    expect(window.isUntroubled).toBe(false);
  });

  it('make room for those that wait', async () => {
    const window = new CallWindow();
    while (window.room > 0) window.begin();
    let hasRoom = false;
    const waiting = window.whenRoom().then(() => (hasRoom = true));
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    window.end();
    await waiting;
  });
});

it('what comes during a write is written together after it, and a write that fails stops no other', async () => {
  const groups: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const gathered = new Gathered<number>(async (items) => {
    groups.push(items);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (items.includes(1)) throw new Error('not written');
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const first = gathered.add(1);
  await settled();
  const others = [gathered.add(2), gathered.add(3)];
  await settled();
  expect(groups).toEqual([[1]]);
  ends[0]?.();
  await expect(first).rejects.toThrow('not written');
  await settled();
  expect(groups).toEqual([[1], [2, 3]]);
  ends[1]?.();
  await Promise.all(others);
});

it('of what may overlap two are under way at most, and one that fails lets the next begin', async () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const ends: ((error?: Error) => void)[] = [];
  const one = () =>
    new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  const overlapping = new Overlapping();
  let begun = 0;
  const begin = async () => {
    await overlapping.whenRoom();
    begun += 1;
    overlapping.begun(one());
  };
  for (const expected of [1, 2, 2]) {
    void begin();
    await settled();
    expect(begun).toBe(expected);
  }
  ends[0]?.(new Error('not committed'));
  await settled();
  expect(begun).toBe(3);
  for (const end of ends) end();
});
