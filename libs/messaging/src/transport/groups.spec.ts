import fc from 'fast-check';
import { inGroups } from './groups';

/** Does the items, of which some are bad; notes what was tried, what was done and what failed, in that order. */
async function run(
  count: number,
  bad: ReadonlySet<number>,
  { isKnown, together = Infinity }: { readonly isKnown: boolean; readonly together?: number },
) {
  const tried: number[][] = [];
  const settled: number[] = [];
  const failed: number[] = [];
  await inGroups(
    Array.from({ length: count }, (_, item) => item),
    (group) => {
      tried.push([...group]);
      const item = group.find((one) => bad.has(one));
      if (item !== undefined)
        return Promise.resolve({ error: `${item} is bad`, item: isKnown ? item : undefined });
      if (group.length > together) return Promise.resolve({ error: 'too many at once', item: undefined });
      settled.push(...group);
      return Promise.resolve(undefined);
    },
    (item, error) => {
      expect(error).toBe(`${item} is bad`);
      failed.push(item);
      settled.push(item);
    },
  );
  return { tried, settled, failed };
}

const orders = fc.record({
  count: fc.nat(60),
  bad: fc.uniqueArray(fc.nat(59), { maxLength: 60 }),
  isKnown: fc.boolean(),
  together: fc.integer({ min: 1, max: 60 }),
});

describe('items that are worked on in groups', () => {
  it('are each settled once and in their order, and those fail that are bad by themselves, whichever they are', () =>
    fc.assert(
      fc.asyncProperty(orders, async ({ count, bad, isKnown, together }) => {
        const { settled, failed } = await run(count, new Set(bad), { isKnown, together });
        expect(settled).toEqual(Array.from({ length: count }, (_, item) => item));
        expect(failed).toEqual(settled.filter((item) => bad.includes(item)));
      }),
    ));

  it('are one group where nothing fails, and none where there are none', async () => {
    expect((await run(200, new Set(), { isKnown: false })).tried).toHaveLength(1);
    expect((await run(0, new Set(), { isKnown: false })).tried).toEqual([]);
  });

  it.each([
    [true, 11],
    [false, 27],
  ])(
    'cost a few groups for one that is bad, not one for each: known %p, at most %d',
    async (isKnown, most) => {
      for (let item = 0; item < 200; item += 1)
        expect((await run(200, new Set([item]), { isKnown })).tried.length).toBeLessThanOrEqual(most);
    },
  );

  it.each([true, false])(
    'cost little more than one group for each where all are bad: known %p',
    async (isKnown) => {
      const all = new Set(Array.from({ length: 200 }, (_, item) => item));
      expect((await run(200, all, { isKnown })).tried.length).toBeLessThanOrEqual(210);
    },
  );

  it('end at once with what the work throws', async () => {
    const failed = jest.fn();
    const ended = inGroups([1, 2, 3], () => Promise.reject(new Error('stopping')), failed);
    await expect(ended).rejects.toThrow('stopping');
    expect(failed).not.toHaveBeenCalled();
  });
});
