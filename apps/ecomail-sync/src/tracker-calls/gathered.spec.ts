import { Gathered } from './gathered';

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
