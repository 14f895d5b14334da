import { Derived, Remembered } from './kept';

const dayMs = 24 * 3_600_000;

it('what is remembered of 1,000 shops that failed and then ended is forgotten a day later, what is said anew is kept', () => {
  let now = 0;
  const remembered = new Remembered<number>(() => now);
  for (let shop = 0; shop < 1_000; shop += 1) remembered.set(`shop-${shop}`, shop);
  remembered.delete('shop-1');
  now = dayMs - 1;
  remembered.set('shop-2', 3);
  expect([remembered.size, remembered.get('shop-0'), remembered.get('shop-1')]).toEqual([999, 0, undefined]);
  now = dayMs;
  expect([remembered.size, remembered.get('shop-0'), remembered.get('shop-2')]).toEqual([1, undefined, 3]);
  now = 2 * dayMs;
  expect(remembered.size).toBe(0);
});

it('what is derived of a text is derived once while few others come between, and no more than twice as many are kept', () => {
  const asked: string[] = [];
  const lengths = new Derived((text) => String(asked.push(text)), 2);
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map((text) => lengths.of(text))).toEqual([
    '1',
    '2',
    '1',
    '3',
    '1',
    '2',
  ]);
  for (let text = 0; text < 100; text += 1) lengths.of(`other-${text}`);
  expect(lengths.size).toBeLessThanOrEqual(4);
  lengths.of('a');
  expect(asked.filter((text) => text === 'a')).toHaveLength(2);
});
