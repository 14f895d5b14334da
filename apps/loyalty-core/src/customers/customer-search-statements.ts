/**
 * Lists of customers as statements that stay on indexes. There are two ways to a page of those who have some words: along
 * the order until enough were met, which is quick where many have the words and they stand close; and from all who have
 * them, which is quick where few do. The planner knows how many have a word, but neither how many have two nor that who
 * has a name stands at one place of the alphabet, so the ways are tried in this order: `beginOf`, `findCustomers` and,
 * where neither leads to the page, `selectCustomers`.
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
/** So many who have the words are sorted for a page. */
const foundMax = 50_000;

/** The page, read along the index of the order until it is full. */
export function selectCustomers(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const conditions = [
    ...profileConditions(search, bound),
    ...wordsConditions(search, bound),
    ...orderConditions(search, bound),
  ];
  const source = ordered('customer_search', search, conditions, bound(search.limit));
  return [paged(columns, search, source), values];
}

/** The page, or its beginning: those of the first some thousand of the order who have the words. */
export function beginOf(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const conditions = [...profileConditions(search, bound), ...orderConditions(search, bound)];
  const source = `select s.* from (${ordered('customer_search', search, conditions, `${lookedAtMax}`)}) s
    where ${wordsConditions(search, bound).join(' and ')} limit ${bound(search.limit)}`;
  return [paged(columns, search, source), values];
}

/** The page from all who have the words, or how many they are, where they are too many to be sorted. */
export function findCustomers(columns: string, search: CustomerSearch): Statement {
  const { bound, values } = parameters();
  const found = [...profileConditions(search, bound), ...wordsConditions(search, bound)];
  const conditions = [`n.found <= ${foundMax}`, ...orderConditions(search, bound)];
  const source = ordered('found', search, conditions, bound(search.limit));
  const sql = `with found as materialized (
      select s.shop_id, s.customer_id, s.name_key from customer_search s
      where ${found.join(' and ')} limit ${foundMax + 1}
    )
    select n.found, page.* from (select count(*)::int as found from found) n
    left join lateral (${paged(columns, search, source)}) page on true
    order by ${orders[search.order].sql('page', 'page')}`;
  return [sql, values];
}

/** A row of `findCustomers`; where nobody is on the page, there is one without customer. */
export type FoundRow<T> = T & { readonly found: number; readonly customer_id: string | null };

/** The page, or undefined where too many have the words. */
export function pageFound<T>(rows: readonly FoundRow<T>[]): readonly T[] | undefined {
  if ((rows[0]?.found ?? 0) > foundMax) return undefined;
  return rows.filter((row) => row.customer_id !== null);
}

type Bound = (value: unknown) => string;

function parameters(): { readonly bound: Bound; readonly values: unknown[] } {
  const values: unknown[] = [];
  return { bound: (value) => `$${values.push(value)}`, values };
}

/** The first rows of a source. Customers themselves are asked only where balances matter. */
function ordered(
  source: 'customer_search' | 'found',
  { order, balanceFrom, balanceTo }: CustomerSearch,
  conditions: readonly string[],
  limit: string,
): string {
  const isOfBalances = order === 'balance' || balanceFrom !== undefined || balanceTo !== undefined;
  return `select s.* from ${source} s ${isOfBalances ? joined : ''}
    where ${conditions.join(' and ')} order by ${orders[order].sql('s', 'c')} limit ${limit}`;
}

const paged = (columns: string, { order }: CustomerSearch, source: string): string =>
  `select ${columns}, s.name_key, s.customer_id from (${source}) s ${joined} order by ${orders[order].sql('s', 'c')}`;

const joined = 'join customers c on c.shop_id = s.shop_id and c.id = s.customer_id';

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

/** What belongs to balances, and where the page begins. */
function orderConditions(
  { balanceFrom, balanceTo, order, after }: CustomerSearch,
  bound: Bound,
): readonly string[] {
  const [first, second] = after ?? [];
  return [
    ...(balanceFrom === undefined ? [] : [`c.balance >= ${bound(balanceFrom)}::numeric`]),
    ...(balanceTo === undefined ? [] : [`c.balance <= ${bound(balanceTo)}::numeric`]),
    ...(first === undefined
      ? []
      : [orders[order].after(bound(first), second === undefined ? '' : bound(second))]),
  ];
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
