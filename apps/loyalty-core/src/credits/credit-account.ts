/**
 * A customer's credits and every decision about them. An account is a balance and the lots it consists of: every award
 * opens one, every other entry says which lots it moved, so that the balance is always the sum of what the lots hold.
 */
import { type Amount, amountMax, type Day, lesserOf, sumOf } from '@ellity/contracts';

export interface Lot {
  /** The id of the award's ledger entry. */
  readonly id: string;
  readonly amount: Amount;
  readonly remaining: Amount;
  /** The last day on which it can be spent; null: never lapses. */
  readonly expiresOn: Day | null;
}

export interface CreditAccount {
  readonly balance: Amount;
  readonly lots: readonly Lot[];
}

export interface Movement {
  readonly lotId: string;
  readonly amount: Amount;
}

export type EntryKind = 'award' | 'spend' | 'revoke' | 'return' | 'lapse';

export interface Entry {
  readonly id: string;
  readonly kind: EntryKind;
  /** Signed; the sum of its movements. */
  readonly amount: Amount;
  readonly balanceAfter: Amount;
  readonly movements: readonly Movement[];
}

/** Why an account cannot be changed as asked. */
export type AccountRefusal =
  | 'balance-too-large'
  | 'expiry-past'
  | 'insufficient-credit'
  | 'not-over'
  | 'nothing-left'
  | 'unknown-award'
  | 'unknown-spending';

export interface Refusal<Code extends string = AccountRefusal> {
  readonly refused: Code;
}

/** An entry, and the account after it. */
export interface Moved {
  readonly account: CreditAccount;
  readonly entry: Entry;
}

export type Decision = Moved | Refusal;

export const emptyAccount: CreditAccount = { balance: 0n, lots: [] };

/** Opens a lot under the entry's id. */
export function award(
  account: CreditAccount,
  asked: { readonly id: string; readonly amount: Amount; readonly expiresOn: Day | null },
): Decision {
  const { id, amount, expiresOn } = asked;
  if (account.balance + amount > amountMax) return { refused: 'balance-too-large' };
  const opened = {
    balance: account.balance,
    lots: [...account.lots, { id, amount, remaining: 0n, expiresOn }],
  };
  return moved(opened, id, 'award', [{ lotId: id, amount }]);
}

/** Takes from the lot that lapses first, those without an end last; never from a lot whose last day is over. */
export function spend(
  account: CreditAccount,
  asked: { readonly id: string; readonly amount: Amount; readonly today: Day },
): Decision {
  const movements: Movement[] = [];
  let missing = asked.amount;
  for (const lot of livingLots(account, asked.today)) {
    if (missing === 0n) break;
    const taken = lesserOf(missing, lot.remaining);
    movements.push({ lotId: lot.id, amount: -taken });
    missing -= taken;
  }
  return missing > 0n ? { refused: 'insufficient-credit' } : moved(account, asked.id, 'spend', movements);
}

/** Takes back what is left of an award, or as much of `amount` as is left; what was spent stays spent. */
export function revoke(
  account: CreditAccount,
  asked: { readonly id: string; readonly lotId: string; readonly amount: Amount | null },
): Decision {
  const lot = account.lots.find(({ id }) => id === asked.lotId);
  if (!lot) return { refused: 'unknown-award' };
  if (lot.remaining === 0n) return { refused: 'nothing-left' };
  const taken = asked.amount === null ? lot.remaining : lesserOf(asked.amount, lot.remaining);
  return moved(account, asked.id, 'revoke', [{ lotId: lot.id, amount: -taken }]);
}

/** Gives back to a lot what was taken from it. The lot keeps its old end; after that day there is nothing to give back. */
export function giveBack(
  account: CreditAccount,
  asked: { readonly id: string; readonly lotId: string; readonly amount: Amount; readonly today: Day },
): Decision {
  const lot = account.lots.find(({ id }) => id === asked.lotId);
  if (!lot) return { refused: 'unknown-award' };
  if (!isLiving(lot, asked.today)) return { refused: 'expiry-past' };
  if (account.balance + asked.amount > amountMax) return { refused: 'balance-too-large' };
  return moved(account, asked.id, 'return', [{ lotId: lot.id, amount: asked.amount }]);
}

/** Takes off what is left of these lots (null: of all), each of whose last day is over. */
export function lapse(
  account: CreditAccount,
  asked: { readonly id: string; readonly lotIds: readonly string[] | null; readonly today: Day },
): Decision {
  const { id, lotIds, today } = asked;
  const named =
    lotIds === null ? deadLots(account, today) : account.lots.filter((lot) => lotIds.includes(lot.id));
  if (named.length < (lotIds?.length ?? 0)) return { refused: 'unknown-award' };
  if (named.some((lot) => isLiving(lot, today))) return { refused: 'not-over' };
  const held = named.filter(({ remaining }) => remaining > 0n);
  if (held.length === 0) return { refused: 'nothing-left' };
  return moved(
    account,
    id,
    'lapse',
    held.map((lot) => ({ lotId: lot.id, amount: -lot.remaining })),
  );
}

/** Lots whose last day is over and that still hold something. */
export const deadLots = (account: CreditAccount, today: Day): Lot[] =>
  account.lots.filter((lot) => lot.remaining > 0n && !isLiving(lot, today));

/** The day at whose end the next credits lapse, and how many; null when none ever will. */
export function nextExpiration(account: CreditAccount, today: Day): { date: Day; amount: Amount } | null {
  let next: { date: Day; amount: Amount } | null = null;
  for (const { expiresOn, remaining } of account.lots) {
    if (remaining === 0n || expiresOn === null || expiresOn < today) continue;
    if (next === null || expiresOn < next.date) next = { date: expiresOn, amount: remaining };
    else if (expiresOn === next.date) next = { date: expiresOn, amount: next.amount + remaining };
  }
  return next;
}

/** The balance without lots whose last day is over and that were not taken off yet. */
export function spendable(account: CreditAccount, today: Day): Amount {
  return sumOf(account.lots.filter((lot) => isLiving(lot, today)).map(({ remaining }) => remaining));
}

/** Whether a lot can still be spent on this day. */
export const isLiving = (lot: Lot, today: Day): boolean => lot.expiresOn === null || lot.expiresOn >= today;

function livingLots(account: CreditAccount, today: Day): Lot[] {
  return account.lots.filter((lot) => lot.remaining > 0n && isLiving(lot, today)).sort(byEnd);
}

const never: Day = '9999-99-99';

/** In the order in which lots are spent. Ids are time-ordered (UUIDv7): among lots of one day the oldest goes first. */
export function byEnd(one: Lot, other: Lot): number {
  const [first, second] = [one.expiresOn ?? never, other.expiresOn ?? never];
  if (first !== second) return first < second ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** An entry, and the account after it. */
export function moved(
  account: CreditAccount,
  id: string,
  kind: EntryKind,
  movements: readonly Movement[],
): Moved {
  const amount = sumOf(movements.map((movement) => movement.amount));
  const byLot = new Map(movements.map((movement) => [movement.lotId, movement.amount]));
  const lots = account.lots.map((lot) => {
    const change = byLot.get(lot.id);
    return change === undefined ? lot : { ...lot, remaining: lot.remaining + change };
  });
  const balance = account.balance + amount;
  return { account: { balance, lots }, entry: { id, kind, amount, balanceAfter: balance, movements } };
}
