/**
 * Lists of customers as statements that stay on indexes. There are two ways to a page of those who have some words: along
 * the order until enough were met, which is quick where many have the words and they stand everywhere; and from all who
 * have them, which is quick where few do. The planner knows how many have a word, but neither how many have two nor that
 * who has a name stands at one place of the alphabet, so the ways are tried in this order: `beginOf`, then `findCustomers`.
 */
import type { CustomerOrder, CustomerSearch } from './customer-search';

/** Values never stand in the text. */
export type Statement = [sql: string, values: unknown[]];

interface Order {
  /** Of rows of the search and of customers, by their names in a statement. */
  readonly sql: (search: string, customers: string) => string;
  readonly after: (first: string, second: string) => string;
}

const orders: Readonly<Record<CustomerOrder, Order>> = {
  newest: {
    sql: (s) => `${s}.customer_id desc`,
    after: (first) => `s.customer_id < ${first}::uuid`,
  },
  name: {
    sql: (s) => `${s}.name_key, ${s}.customer_id`,
    after: (first, second) => `(s.name_key, s.customer_id) > (${first}, ${second}::uuid)`,
  },
  balance: {
    sql: (_, c) => `${c}.balance desc, ${c}.id desc`,
    after: (first, second) => `(c.balance, c.id) < (${first}::numeric, ${second}::uuid)`,
  },
};

/** So many are looked at along the order before those who have the words are found. */
const lookedAtMax = 3_000;
/** The balances of so many who have the words are read one by one; of more, customers are read along their balances. */
const readMax = 5_000;
/** So many ids of those who have the words are held together. */
const heldMax = 50_000;

/** The page of a list without words, read along the index of the order until it is full. */
export function selectCustomers(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const conditions = [
    ...profileConditions(search, bound),
    ...balanceConditions(search, bound),
    ...pageConditions(search, bound),
  ];
  const source = ordered(search, conditions, bound(search.limit));
  return [paged(columns, search, source), values];
}

/** The page, or its beginning: those of the first some thousand of the order who have the words. */
export function beginOf(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const conditions = [
    ...profileConditions(search, bound),
    ...balanceConditions(search, bound),
    ...pageConditions(search, bound),
  ];
  const source = `select s.* from (${ordered(search, conditions, `${lookedAtMax}`)}) s
    where ${and(wordsConditions(search, bound))} limit ${bound(search.limit)}`;
  return [paged(columns, search, source), values];
}

/** The page from all who have the words. */
export const findCustomers = (columns: string, search: CustomerSearch): Statement =>
  search.order === 'balance' ? findByBalance(columns, search) : findAndSort(columns, search);

/** Sorted while they are found, without being kept; where balances are asked for, each as far as the page needs. */
function findAndSort(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const { order, limit } = search;
  const found = `select s.shop_id, s.customer_id, s.name_key from customer_search s
    where ${[...profileConditions(search, bound), ...wordsConditions(search, bound)].join(' and ')} offset 0`;
  const sorted = (limitSql: string) =>
    `select s.* from (${found}) s where ${and(pageConditions(search, bound))}
     order by ${orders[order].sql('s', 's')} ${limitSql}`;
  if (!isOfBalances(search)) return [paged(columns, search, sorted(`limit ${bound(limit)}`)), values];
  const source = `select s.* from (${sorted('offset 0')}) s
    cross join lateral (select c.balance from customers c where c.shop_id = s.shop_id and c.id = s.customer_id offset 0) c
    where ${and(balanceConditions(search, bound))} limit ${bound(limit)}`;
  return [paged(columns, search, source), values];
}

/**
 * Customers themselves know balances, their search does not. By how many have the words, the balance of each is read, or
 * those who have them are looked for among the customers in the order of balances, all their ids at hand, or one by one.
 */
function findByBalance(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const words = [...profileConditions(search, bound), ...wordsConditions(search, bound)];
  const conditions = [...balanceConditions(search, bound), ...pageConditions(search, bound)];
  const shop = `c.shop_id = ${bound(search.shopId)}`;
  const limit = bound(search.limit);
  const first = (from: string, found: string, where: readonly string[]) =>
    `(select c.id as customer_id, c.shop_id, c.balance from ${from}
      where (select found from counted) ${found} and ${and([shop, ...where])}
      order by c.balance desc, c.id desc limit ${limit})`;
  const few = `(select customer_id from found limit ${readMax}) f
    cross join lateral (select c.* from customers c where ${shop} and c.id = f.customer_id offset 0) c`;
  const isFound = '(c.id in (select customer_id from found)) is true';
  const along = 'customers c join customer_search s on s.customer_id = c.id';
  const source = [
    first(few, `<= ${readMax}`, conditions),
    first('customers c', `between ${readMax} + 1 and ${heldMax}`, [isFound, ...conditions]),
    first(along, `> ${heldMax}`, [...words, ...conditions]),
  ].join(' union all ');
  const sql = `with found as materialized (
      select s.customer_id from customer_search s where ${and(words)} limit ${heldMax + 1}
    ), counted as (select count(*) as found from found)
    ${paged(columns, search, source, 'null')}`;
  return [sql, values];
}

type Bound = (value: unknown) => string;

function parameters(): { readonly bound: Bound; readonly values: unknown[] } {
  const values: unknown[] = [];
  return { bound: (value) => `$${values.push(value)}`, values };
}

/** The first rows of the search. Customers themselves are asked only where balances matter. */
function ordered(search: CustomerSearch, conditions: readonly string[], limit: string): string {
  return `select s.* from customer_search s ${isOfBalances(search) ? joined : ''}
    where ${and(conditions)} order by ${orders[search.order].sql('s', 'c')} limit ${limit}`;
}

const isOfBalances = ({ order, balanceFrom, balanceTo }: CustomerSearch): boolean =>
  order === 'balance' || balanceFrom !== undefined || balanceTo !== undefined;

const paged = (columns: string, { order }: CustomerSearch, source: string, nameKey = 's.name_key'): string =>
  `select ${columns}, ${nameKey} as name_key from (${source}) s ${joined} order by ${orders[order].sql('s', 'c')}`;

const joined = 'join customers c on c.shop_id = s.shop_id and c.id = s.customer_id';

const and = (conditions: readonly string[]): string => ['true', ...conditions].join(' and ');

function profileConditions(
  { shopId, registered, group, consent }: CustomerSearch,
  bound: Bound,
): readonly string[] {
  return [
    `s.shop_id = ${bound(shopId)}`,
    ...(registered === undefined ? [] : [`s.registered = ${bound(registered)}`]),
    ...(group === undefined ? [] : [`s.group_name = ${bound(group)}`]),
    ...(consent === undefined ? [] : [`s.marketing_consent = ${bound(consent)}`]),
  ];
}

function balanceConditions({ balanceFrom, balanceTo }: CustomerSearch, bound: Bound): readonly string[] {
  return [
    ...(balanceFrom === undefined ? [] : [`c.balance >= ${bound(balanceFrom)}::numeric`]),
    ...(balanceTo === undefined ? [] : [`c.balance <= ${bound(balanceTo)}::numeric`]),
  ];
}

/** Where the page begins. */
function pageConditions({ order, after }: CustomerSearch, bound: Bound): readonly string[] {
  const [first, second] = after ?? [];
  if (first === undefined) return [];
  return [orders[order].after(bound(first), second === undefined ? '' : bound(second))];
}

const wordsConditions = ({ words }: CustomerSearch, bound: Bound): readonly string[] =>
  words.flatMap((word) => wordConditions(word, bound));

/**
 * Words hold letters and digits only, so nothing in them has a meaning in a pattern. Of a number, or a word that ends
 * in one, the end is rare and the beginning is everybody's: the index is asked for the end, its rows for the whole.
 */
function wordConditions(word: string, bound: Bound): readonly string[] {
  if (word.length <= 2) return [`s.search_text like ${bound(`% ${word}%`)}`];
  const [end] = /...\d{3}$/.exec(word) ?? [];
  if (end === undefined || end === word) return [`s.search_text like ${bound(`%${word}%`)}`];
  return [`s.search_text like ${bound(`%${end}%`)}`, `strpos(s.search_text, ${bound(word)}) > 0`];
}
