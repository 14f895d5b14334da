/** What was thrown over a group, and the item that it was thrown over where that is known. */
export interface Fault<T> {
  readonly error: unknown;
  readonly item: T | undefined;
}

/**
 * Works on items in their order, all together where that goes well. `work` does all of its group, or nothing and tells
 * the fault; then it is called with smaller groups: with what lies before the item at fault, or with half where that is
 * unknown, and with twice as many after each that went well. `failed` is called for items that failed by themselves,
 * never for those that only failed beside others. So one bad item of 200 costs about 6 calls, or 20 where it is unknown
 * which it is; where all are bad, each costs little more than one. What `work` throws ends everything.
 */
export async function inGroups<T>(
  items: readonly T[],
  work: (group: readonly T[]) => Promise<Fault<T> | undefined>,
  failed: (item: T, error: unknown) => void,
): Promise<void> {
  let size = items.length;
  let wentWell = 0;
  for (let from = 0; from < items.length;) {
    const group = items.slice(from, from + size);
    const fault = await work(group);
    if (!fault) {
      wentWell = group.length;
      size = 2 * wentWell;
    } else if (group.length > 1) {
      size = fault.item === undefined ? Math.ceil(group.length / 2) : Math.max(1, group.indexOf(fault.item));
      continue;
    } else {
      for (const item of group) failed(item, fault.error);
      size = Math.max(1, 2 * wentWell);
      wentWell = 0;
    }
    from += group.length;
  }
}
