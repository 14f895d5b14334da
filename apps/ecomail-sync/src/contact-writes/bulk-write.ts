import type { PauseReason } from '../connection/stages/connection-states';
import type { BulkRefusal } from '../accounts/ecomail-failure';

export interface BulkResult<T> {
  readonly written: readonly T[];
  readonly rejected: readonly { readonly item: T; readonly reason: string }[];
}

/** Whatever was sent was refused, for a reason that is no item's: nothing was written, and no item is to blame. */
export class WritesRefusedError extends Error {
  readonly code: PauseReason = 'writes-refused';
  constructor(
    readonly reason: string,
    message = `Ecomail refuses every write: ${reason}`,
  ) {
    super(message);
  }
}

/**
 * Sends items in one call; one bad item never sinks the others. What a refusal names is dropped and the rest sent
 * again; a refusal that names nothing is narrowed down by halves, the larger parts first. When none was written, a reason
 * that may be no item's is put to the proof: it is every item's when its words say so or `control` is refused as well;
 * then WritesRefusedError is thrown. Otherwise the items are rejected that were refused alone. `control` writes what is
 * stored anyway; undefined: there is nothing to try it with. `without` gives an item that can do without what was
 * refused of it: it is sent again so, and written as that. Other errors are thrown as they are: then nothing is
 * known of any item, and all may be sent again.
 */
export async function writeBulk<T>(
  items: readonly T[],
  send: (items: readonly T[]) => Promise<void>,
  refusalOf: (error: unknown) => BulkRefusal | undefined,
  control: () => Promise<'taken' | 'refused' | undefined>,
  without: (item: T, fields: readonly string[], reason: string) => T | undefined = () => undefined,
): Promise<BulkResult<T>> {
  const written: T[] = [];
  const rejected: { item: T; reason: string }[] = [];
  const uncertain: { item: T; reason: string; isOfAll: boolean }[] = [];
  let vagueRefusals = 0;
  const parts: (readonly T[])[] = [items];
  for (const part of parts) {
    if (part.length === 0) continue;
    const refusal = await refusalFrom(() => send(part), refusalOf);
    if (!refusal) {
      written.push(...part);
      continue;
    }
    const named = part.flatMap((item, index) => {
      const reason = refusal.items.get(index);
      if (reason === undefined) return [];
      return [{ item, reason, lighter: without(item, refusal.fields?.get(index) ?? [], reason) }];
    });
    rejected.push(...named.filter(({ lighter }) => lighter === undefined));
    const lighter = named.flatMap((one) => (one.lighter === undefined ? [] : [one.lighter]));
    if (named.length > 0) parts.push([...withoutNamed(part, named), ...lighter]);
    else if (part.length > 1) parts.push(...halves(part));
    else (refusal.isOfItems ? rejected : uncertain).push(...part.map((item) => ({ item, ...refusal })));
    if (!refusal.isOfItems) vagueRefusals += 1;
    if (written.length === 0 && part.length > 1 && vagueRefusals >= vagueRefusalsMax)
      throw new WritesRefusedError(refusal.reason);
  }
  const [first] = uncertain;
  if (first && written.length === 0) {
    const isOfAll = uncertain.some((one) => one.isOfAll) || (await control()) === 'refused';
    if (isOfAll) throw new WritesRefusedError(first.reason);
  }
  return { written, rejected: [...rejected, ...uncertain].map(({ item, reason }) => ({ item, reason })) };
}

/** The whole, its halves, quarters and eighths: when not one of them is taken, the items are not at fault. */
const vagueRefusalsMax = 1 + 2 + 4 + 8;

async function refusalFrom(
  send: () => Promise<void>,
  refusalOf: (error: unknown) => BulkRefusal | undefined,
): Promise<BulkRefusal | undefined> {
  try {
    await send();
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}

function withoutNamed<T>(part: readonly T[], named: readonly { readonly item: T }[]): T[] {
  const isNamed = new Set(named.map(({ item }) => item));
  return part.filter((item) => !isNamed.has(item));
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

export function halves<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
