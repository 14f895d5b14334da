import type { Letters } from '../api/types';

const states = ['open', 'taken', 'delivered', 'discarded'] as const;
export const letterStates = states;
type LetterState = (typeof states)[number];

/** What people may narrow letters by; the same names as the service has. */
export const textFilters = ['queue', 'type', 'code', 'shopId', 'customerId', 'messageId'] as const;
export type TextFilter = (typeof textFilters)[number];

/** Which letters a list shows, as it stands in the address; what is not given narrows nothing. */
export type LetterSearch = { readonly [Name in TextFilter]?: string | undefined } & {
  /** Open ones unless it is given. */
  readonly state?: LetterState | undefined;
};

/** From an address that anybody may have typed. */
export function letterSearchFrom(search: Readonly<Record<string, unknown>>): LetterSearch {
  const texts = textFilters.map((name) => [name, textOf(search[name])] as const);
  const state = states.find((one) => one === search['state']);
  return Object.fromEntries([...texts, ['state', state] as const].filter(([, value]) => value !== undefined));
}

export const isNarrowed = (search: LetterSearch): boolean =>
  textFilters.some((name) => search[name] !== undefined);

/** What an action means: the letters that the list shows, whatever their state. */
export function filterFrom(search: LetterSearch, groupId?: string): Letters['FilterFields'] {
  const values = [...textFilters.map((name) => [name, search[name]] as const), ['groupId', groupId] as const];
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Shop ids may look like numbers in an address. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim().slice(0, 200);
  return text === '' ? undefined : text;
}
