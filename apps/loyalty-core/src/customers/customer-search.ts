/** Which customers of a shop somebody asks for, in which order, as a statement that stays on indexes. */
import type { MarketingConsent } from '@ellity/contracts';
import type { KeyKind } from '@ellity/platform';

export const customerOrders = ['newest', 'name', 'balance'] as const;
export type CustomerOrder = (typeof customerOrders)[number];

export interface CustomerFilter {
  readonly registered?: boolean | undefined;
  readonly group?: string | undefined;
  readonly consent?: MarketingConsent | undefined;
  readonly balanceFrom?: string | undefined;
  readonly balanceTo?: string | undefined;
}

export interface CustomerSearch extends CustomerFilter {
  readonly shopId: string;
  /** In the form of `search_form`; every one must occur, those of one or two letters at the beginning of a word. */
  readonly words: readonly string[];
  readonly order: CustomerOrder;
  /** The keys of the last row of the page before, by `keyKinds`. */
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}

interface Order {
  readonly sql: string;
  readonly after: (first: string, second: string) => string;
  readonly kinds: readonly KeyKind[];
}

/** Ids carry the time of their making, so the order of ids is the order in which customers came. */
export const orders: Readonly<Record<CustomerOrder, Order>> = {
  newest: {
    sql: 's.customer_id desc',
    after: (first) => `s.customer_id < ${first}::uuid`,
    kinds: ['uuid'],
  },
  name: {
    sql: 's.name_key, s.customer_id',
    after: (first, second) => `(s.name_key, s.customer_id) > (${first}, ${second}::uuid)`,
    kinds: ['text', 'uuid'],
  },
  balance: {
    sql: 'c.balance desc, c.id desc',
    after: (first, second) => `(c.balance, c.id) < (${first}::numeric, ${second}::uuid)`,
    kinds: ['text', 'uuid'],
  },
};

/** What people type, as words; a phone number is one, however its digits are grouped. */
export function phraseOf(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '').replace(/^00/, '');
  return digits.length >= 6 && /^[\d\s+()/.-]+$/.test(typed) ? digits : typed;
}

/** The statement and its parameters. Values never stand in the text. */
export function selectCustomers(columns: string, search: CustomerSearch): [sql: string, values: unknown[]] {
  const values: unknown[] = [];
  const bound = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `s.shop_id = ${bound(search.shopId)}`,
    ...search.words.map((word) => `s.search_text like ${bound(patternOf(word))}`),
    ...filters(search, bound),
  ];
  const { sql: order, after } = orders[search.order];
  const [first, second = ''] = search.after ?? [];
  if (first !== undefined)
    conditions.push(after(bound(first), search.after?.length === 2 ? bound(second) : ''));
  const sql = `select ${columns}, s.name_key from customer_search s
    join customers c on c.shop_id = s.shop_id and c.id = s.customer_id
    where ${conditions.join(' and ')} order by ${order} limit ${bound(search.limit)}`;
  return [sql, values];
}

function filters(filter: CustomerFilter, bound: (value: unknown) => string): string[] {
  const { registered, group, consent, balanceFrom, balanceTo } = filter;
  return [
    ...(registered === undefined ? [] : [`s.registered = ${bound(registered)}`]),
    ...(group === undefined ? [] : [`s.group_name = ${bound(group)}`]),
    ...(consent === undefined ? [] : [`s.marketing_consent = ${bound(consent)}`]),
    ...(balanceFrom === undefined ? [] : [`c.balance >= ${bound(balanceFrom)}::numeric`]),
    ...(balanceTo === undefined ? [] : [`c.balance <= ${bound(balanceTo)}::numeric`]),
  ];
}

/** Words hold letters and digits only, so nothing in them has a meaning in a pattern. */
const patternOf = (word: string): string => (word.length > 2 ? `%${word}%` : `% ${word}%`);
