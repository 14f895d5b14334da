/** Those that stand still come first. */
export const states = ['paused', 'inactive', 'active'] as const;
type State = (typeof states)[number];

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
type Ask<T> = (of: { state: State; before: string | undefined; limit: number }) => Promise<Page<T>>;

/** A full page of a list that is asked for state by state. `before` and `next` are a state and the place in its list. */
export async function pageByState<T>(
  before: string | undefined,
  limit: number,
  ask: Ask<T>,
): Promise<Page<T>> {
  const [first = states[0], place] = before?.split(' ') ?? [];
  const items: T[] = [];
  let from = place;
  for (const state of states.slice(states.findIndex((one) => one === first))) {
    if (items.length === limit) return { items, next: state };
    const page = await ask({ state, before: from, limit: limit - items.length });
    items.push(...page.items);
    if (page.next !== null) return { items, next: `${state} ${page.next}` };
    from = undefined;
  }
  return { items, next: null };
}
