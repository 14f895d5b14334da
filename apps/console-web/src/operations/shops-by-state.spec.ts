import { type Group, groups, pageByState } from './shops-by-state';

describe('a list that is asked for state by state', () => {
  const shops = {
    paused: ['p1', 'p2'],
    failing: ['f1'],
    inactive: ['i1', 'i2', 'i3'],
    active: ['a1'],
  } as const satisfies Record<Group, readonly string[]>;
  const ask: Parameters<typeof pageByState<string>>[2] = ({ before = '', limit, ...of }) => {
    const group = of.state === 'active' && of.failing === 'true' ? 'failing' : of.state;
    const rest = shops[group].filter((shop) => shop > before);
    const items = rest.slice(0, limit);
    return Promise.resolve({ items, next: rest.length > limit ? (items.at(-1) ?? null) : null });
  };
  const all = (Object.keys(groups) as Group[]).flatMap((group): readonly string[] => shops[group]);

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('has each shop once, by state, in full pages of %i', async (limit) => {
    const pages: (readonly string[])[] = [];
    let before: string | undefined;
    do {
      const { items, next } = await pageByState(before, limit, ask);
      pages.push(items);
      before = next ?? undefined;
    } while (before !== undefined && pages.length < 12);
    expect(pages.flat()).toEqual(all);
    expect(pages.slice(0, -1).filter(({ length }) => length !== limit)).toEqual([]);
    expect(pages.at(-1)?.length).toBeLessThanOrEqual(limit);
  });

  it('is empty only where there is nothing of any state', async () => {
    const nothing = { items: [], next: null };
    expect(await pageByState(undefined, 2, () => Promise.resolve(nothing))).toEqual(nothing);
  });
});
