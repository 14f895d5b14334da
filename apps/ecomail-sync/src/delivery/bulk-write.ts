/** Why Ecomail refused a bulk call: items by their index, or the whole for a reason it did not tie to an item. */
export interface BulkRefusal {
  readonly items: ReadonlyMap<number, string>;
  readonly reason: string;
}

export interface BulkResult<T> {
  readonly written: readonly T[];
  readonly rejected: readonly { readonly item: T; readonly reason: string }[];
}

/**
 * Sends items in one call; one bad item never sinks the others. What a refusal names is dropped and the rest sent
 * again; a refusal that names nothing is narrowed down by halves. Other errors are thrown: then nothing is known of
 * any item, and all may be sent again.
 */
export async function writeBulk<T>(
  items: readonly T[],
  send: (items: readonly T[]) => Promise<void>,
  refusalOf: (error: unknown) => BulkRefusal | undefined,
): Promise<BulkResult<T>> {
  if (items.length === 0) return { written: [], rejected: [] };
  try {
    await send(items);
    return { written: items, rejected: [] };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const named = items.flatMap((item, index) => {
      const reason = refusal.items.get(index);
      return reason === undefined ? [] : [{ item, reason }];
    });
    if (named.length > 0) {
      const isNamed = new Set(named.map(({ item }) => item));
      const rest = await writeBulk(
        items.filter((item) => !isNamed.has(item)),
        send,
        refusalOf,
      );
      return { written: rest.written, rejected: [...named, ...rest.rejected] };
    }
    const [only] = items;
    if (items.length === 1 && only !== undefined)
      return { written: [], rejected: [{ item: only, reason: refusal.reason }] };
    const [first, second] = halves(items);
    const results = [await writeBulk(first, send, refusalOf), await writeBulk(second, send, refusalOf)];
    return {
      written: results.flatMap(({ written }) => written),
      rejected: results.flatMap(({ rejected }) => rejected),
    };
  }
}

/** The count of a bulk answer does not tell what was written. */
export class CountMeaninglessError extends Error {}

/**
 * Finds the items that a counted call did not write, by repeating it in halves; for calls that may be repeated.
 * `send` resolves with the count, `isMissing` looks at one uncounted item. Throws CountMeaninglessError when an
 * uncounted item turns out to be written after all.
 */
export async function findMissing<T>(
  items: readonly T[],
  count: number,
  send: (items: readonly T[]) => Promise<number>,
  isMissing: (item: T) => Promise<boolean>,
): Promise<readonly T[]> {
  const [only] = items;
  if (count >= items.length || only === undefined) return [];
  if (items.length === 1) {
    if (await isMissing(only)) return items;
    throw new CountMeaninglessError('an item was written and not counted');
  }
  const [first, second] = halves(items);
  return [
    ...(await findMissing(first, await send(first), send, isMissing)),
    ...(await findMissing(second, await send(second), send, isMissing)),
  ];
}

function halves<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
