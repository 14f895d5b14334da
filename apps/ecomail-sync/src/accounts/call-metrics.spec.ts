import { TakenTurns } from './call-metrics';

it('shows the share of a minute that each key used, and keeps nothing of 1,000 keys that are no longer used', () => {
  const turns = new TakenTurns();
  for (let key = 0; key < 1_000; key += 1) turns.note(`key-${key}`, 1_000, 500, 0);
  turns.note('key-7', 1_000, 250, 59_999);
  expect(new Map(turns.shares(59_999)).get('key-7')).toBe(0.75);
  turns.note('key-8', 100, 10, 60_000);
  expect(turns.size).toBe(2);
  expect(turns.shares(60_000)).toEqual([
    ['key-7', 0.25],
    ['key-8', 0.1],
  ]);
  expect([turns.shares(120_000), turns.size]).toEqual([[], 0]);
});
