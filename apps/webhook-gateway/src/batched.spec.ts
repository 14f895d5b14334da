import { Batched } from './batched';

describe('what is asked for at once', () => {
  const limits = {
    largest: 3,
    atOnce: 1,
    besideFrom: 1,
    isOfAll: (error: unknown) => (error as Error).message === 'away',
  };
  const batches: string[][] = [];
  const work = async (items: readonly string[]) => {
    batches.push([...items]);
    await new Promise(setImmediate);
    const bad = items.find((item) => ['bad', 'away'].includes(item));
    if (bad !== undefined) throw new Error(bad);
    return items.map((item) => item.toUpperCase());
  };
  const outcomesOf = async (...items: string[]) => {
    batches.length = 0;
    const batched = new Batched(work, limits);
    const settled = await Promise.allSettled(items.map((item) => batched.do(item)));
    return settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message));
  };

  it('is done together, at most so many, in its order, and each gets its own result', async () => {
    expect(await outcomesOf('a', 'b', 'c', 'd')).toEqual(['A', 'B', 'C', 'D']);
    expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('fails alone where it is at fault alone: the others are done', async () => {
    expect(await outcomesOf('a', 'bad', 'c')).toEqual(['A', 'bad', 'C']);
    expect(batches).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  it('fails together where the failure is of all, without asking again for each', async () => {
    expect(await outcomesOf('a', 'away', 'c', 'd')).toEqual(['away', 'away', 'away', 'D']);
    expect(batches).toEqual([['a', 'away', 'c'], ['d']]);
  });

  it('is done beside others only when enough wait for it', async () => {
    let most = 0;
    let atWork = 0;
    const counted = async (items: readonly number[]) => {
      most = Math.max(most, ++atWork);
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      atWork -= 1;
      return items;
    };
    const batched = new Batched(counted, { ...limits, largest: 100, atOnce: 2, besideFrom: 4 });
    const mostOf = async (...later: number[]) => {
      most = 0;
      const first = batched.do(0);
      await new Promise(setImmediate);
      await Promise.all([first, ...later.map((item) => batched.do(item))]);
      return most;
    };
    expect(await mostOf(1, 2, 3)).toBe(1);
    expect(await mostOf(1, 2, 3, 4)).toBe(2);
  });

  it('waits for nobody when it comes alone, also after others', async () => {
    const batched = new Batched(work, limits);
    expect(await batched.do('a')).toBe('A');
    expect(await batched.do('b')).toBe('B');
  });
});
