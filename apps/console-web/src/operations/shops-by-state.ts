/** Those that stand still come first, then those of whose work some fails. */
export const groups = {
  paused: { state: 'paused' },
  failing: { state: 'active', failing: 'true' },
  inactive: { state: 'inactive' },
  active: { state: 'active', failing: 'false' },
} as const;
export type Group = keyof typeof groups;
const order = Object.keys(groups) as Group[];

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
type Ask<T> = (
  of: (typeof groups)[Group] & { before: string | undefined; limit: number },
) => Promise<Page<T>>;

/** A full page of a list that is asked for group by group. `before` and `next` are a group and the place in its list. */
export async function pageByState<T>(
  before: string | undefined,
  limit: number,
  ask: Ask<T>,
): Promise<Page<T>> {
  const [first = order[0], place] = before?.split(' ') ?? [];
  const items: T[] = [];
  let from = place;
  for (const group of order.slice(order.findIndex((one) => one === first))) {
    if (items.length === limit) return { items, next: group };
    const page = await ask({ ...groups[group], before: from, limit: limit - items.length });
    items.push(...page.items);
    if (page.next !== null) return { items, next: `${group} ${page.next}` };
    from = undefined;
  }
  return { items, next: null };
}
